using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.BouncyCastle.Signing;
using Interconn.Sdk.Signing;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace Interconn.Sdk.BouncyCastle;

/// <summary>
/// A private key for <see cref="SignatureAlgorithmIds.Sm3Sm2"/> in memory, with or without a certificate. It may be used from many threads at a time. Keys that
/// cannot leave their place implement <see cref="ISigningKey"/> themselves.
/// </summary>
/// <remarks>
/// Such a key makes no permits: set <see cref="Hosting.InterconnOptions.PermitKey"/> beside it. BouncyCastle's arithmetic takes a time that depends on the
/// numbers; where somebody can measure it from nearby, keep the key in a hardware module.
/// </remarks>
public sealed class Sm2SigningKey : ISigningKey, IDisposable
{
    private readonly SecureRandom random = Sm2Signature.PlatformRandom();
    private readonly ECPoint publicPoint;
    private volatile ECPrivateKeyParameters? key;

    private Sm2SigningKey(ECPrivateKeyParameters key, string? certificates = null)
    {
        this.key = key;
        publicPoint = Sm2Signature.PublicPoint(key);
        PublicKey = Sm3Sm2Algorithm.Instance.Import(Sm2PrivateKeyForm.WriteSubjectPublicKeyInfo(key));
        AuthType = certificates is null ? SignatureAlgorithmIds.Sm3Sm2 : AuthTypes.Certificate;
        AuthCredential = certificates ?? PublicKey.ToPem();
    }

    /// <inheritdoc/>
    public VerificationKey PublicKey { get; }

    /// <inheritdoc/>
    public string AuthType { get; }

    /// <inheritdoc/>
    public string AuthCredential { get; }

    /// <summary>Makes a new key, from random numbers of the platform.</summary>
    /// <returns>The key; save it with <see cref="SaveAsync"/>, since it cannot be had again.</returns>
    public static Sm2SigningKey Generate()
    {
        var generator = new ECKeyPairGenerator();
        while (true)
        {
            generator.Init(new ECKeyGenerationParameters(Sm2Curve.Domain, Sm2Signature.PlatformRandom()));
            var made = (ECPrivateKeyParameters)generator.GenerateKeyPair().Private;

            // The generator goes up to n - 1, with which SM2 cannot sign.
            if (Sm2PrivateKeyForm.IsInRange(made.D))
            {
                return new Sm2SigningKey(made);
            }
        }
    }

    /// <summary>Reads the one private key of a PEM file: PKCS#8, encrypted or not, or SEC 1, on the named curve <c>sm2p256v1</c>.</summary>
    /// <param name="path">The file, of at most 64 KiB.</param>
    /// <param name="password">Opens an encrypted key (AES in CBC mode with PBKDF2 over SHA-2); not looked at for one that is not encrypted.</param>
    /// <returns>The key.</returns>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="CryptographicException">There is no key in it, more than one, or one that does not serve. The message names the file and the fix.</exception>
    public static Sm2SigningKey FromPemFile(string path, string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Sm2SigningKey(Sm2PrivateKeyPem.Read(PrivateKeyFile.Read(path), password, $"'{path}'"));
    }

    /// <summary>Reads the one private key of a PEM text: see <see cref="FromPemFile"/>.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="password">Opens an encrypted key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CryptographicException">There is no key in the text, more than one, or one that does not serve.</exception>
    public static Sm2SigningKey FromPem(ReadOnlySpan<char> pem, ReadOnlySpan<char> password = default) =>
        new(Sm2PrivateKeyPem.Read(pem, password, "the PEM text"));

    /// <summary>
    /// Reads a certificate chain and its private key from PEM files; <see cref="AuthType"/> is <see cref="AuthTypes.Certificate"/>. Partners pin a certificate
    /// for SM2; its chain is not verified.
    /// </summary>
    /// <param name="certificatePath">The file of the certificates, leaf first, at most 5.</param>
    /// <param name="keyPath">The file of the private key; may be the same.</param>
    /// <param name="password">Opens an encrypted key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file does not hold what it should, or the key is not the one of the first certificate.</exception>
    public static Sm2SigningKey FromCertificatePemFiles(string certificatePath, string keyPath, string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificatePath);
        ArgumentException.ThrowIfNullOrEmpty(keyPath);
        X509Certificate2Collection certificates = CertificateChainPem.ReadFile(certificatePath);
        string credential = CertificateChainPem.Write(certificates, $"'{certificatePath}'", new SignatureAlgorithms([Sm3Sm2Algorithm.Instance]));
        var key = new Sm2SigningKey(Sm2PrivateKeyPem.Read(PrivateKeyFile.Read(keyPath), password, $"'{keyPath}'"), credential);
        CertificateChainPem.DemandKey(certificates, certificatePath, key.PublicKey, keyPath);
        return key;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<byte[]>(Sm2Signature.Make(Key(), publicPoint, data.Span, random));
    }

    /// <summary>The private key as PKCS#8 in PEM. Whoever has it can sign as this node.</summary>
    /// <param name="password">Encrypts it (AES-256, PBKDF2 of 600,000 rounds); null leaves it readable.</param>
    /// <returns>The block with its closing line break.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public string ExportPrivateKeyPem(string? password = null)
    {
        byte[] pkcs8 = Sm2PrivateKeyForm.WritePkcs8(Key());
        string pem = password is null
            ? PemEncoding.WriteString(PrivateKeyBlock.Pkcs8, pkcs8)
            : PemEncoding.WriteString(PrivateKeyBlock.EncryptedPkcs8, EncryptedPkcs8.Encrypt(pkcs8, password));
        CryptographicOperations.ZeroMemory(pkcs8);
        return pem + "\n";
    }

    /// <summary>
    /// Writes the private key to a new file. On Unix its owner alone may read and write it, from the first moment on; on Windows it takes the
    /// rights of its folder.
    /// </summary>
    /// <param name="path">The file; must not exist, since a key that is overwritten is lost.</param>
    /// <param name="password">Encrypts it; null leaves it readable to whoever can read the file.</param>
    /// <param name="cancellationToken">Ends the writing; the file is removed then.</param>
    /// <returns>A task that ends when the file is on the disk.</returns>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public async Task SaveAsync(string path, string? password = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await PrivateKeyFile.WriteAsync(path, ExportPrivateKeyPem(password), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lets go of the private key: nothing can be signed or exported with it afterwards. BouncyCastle keeps it as a number that cannot be overwritten, so that
    /// it is in memory until that is used for something else.
    /// </summary>
    public void Dispose() => key = null;

    /// <summary>Names the key by its algorithm and public fingerprint.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => PublicKey.ToString();

    private ECPrivateKeyParameters Key() => key ?? throw new ObjectDisposedException(nameof(Sm2SigningKey));
}
