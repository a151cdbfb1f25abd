using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>
/// A private key in memory: RSA for <see cref="SignatureAlgorithmIds.Sha256Rsa"/> or P-256 for <see cref="SignatureAlgorithmIds.Sha256Ecdsa"/>,
/// with or without a certificate. It may be used from many threads at a time. Keys that cannot leave their place implement
/// <see cref="ISigningKey"/> themselves.
/// </summary>
public sealed class SigningKey : ISigningKey, IDisposable
{
    private readonly PrivateKeyOperations operations;

    private SigningKey(PrivateKeyOperations operations, string? certificates = null)
    {
        this.operations = operations;
        AuthType = certificates is null ? operations.PublicKey.Algorithm.Id : AuthTypes.Certificate;
        AuthCredential = certificates ?? operations.PublicKey.ToPem();
    }

    /// <inheritdoc/>
    public VerificationKey PublicKey => operations.PublicKey;

    /// <inheritdoc/>
    public string AuthType { get; }

    /// <inheritdoc/>
    public string AuthCredential { get; }

    /// <summary>Makes a new key.</summary>
    /// <param name="algorithmId"><see cref="SignatureAlgorithmIds.Sha256Rsa"/> for 3072 bits, or <see cref="SignatureAlgorithmIds.Sha256Ecdsa"/>.</param>
    /// <returns>The key; save it with <see cref="SaveAsync"/>, since it cannot be had again.</returns>
    /// <exception cref="ArgumentException">Another algorithm.</exception>
    public static SigningKey Generate(string algorithmId)
    {
        ArgumentException.ThrowIfNullOrEmpty(algorithmId);
        return new SigningKey(PrivateKeyOperations.Generate(algorithmId));
    }

    /// <summary>Reads the one private key of a PEM file: PKCS#8, encrypted or not, PKCS#1 or SEC 1. The kind of the key decides on the algorithm.</summary>
    /// <param name="path">The file, of at most 64 KiB.</param>
    /// <param name="password">Opens an encrypted key; not looked at for one that is not encrypted.</param>
    /// <returns>The key.</returns>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="CryptographicException">There is no key in it, more than one, or one that does not serve. The message names the file and the fix.</exception>
    public static SigningKey FromPemFile(string path, string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SigningKey(PrivateKeyPem.Read(PrivateKeyFile.Read(path), password, $"'{path}'"));
    }

    /// <summary>Reads the one private key of a PEM text: see <see cref="FromPemFile"/>.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="password">Opens an encrypted key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CryptographicException">There is no key in the text, more than one, or one that does not serve.</exception>
    public static SigningKey FromPem(ReadOnlySpan<char> pem, ReadOnlySpan<char> password = default) =>
        new(PrivateKeyPem.Read(pem, password, "the PEM text"));

    /// <summary>Takes a certificate with its private key, which must be exportable; <see cref="AuthType"/> is <see cref="AuthTypes.Certificate"/>.</summary>
    /// <param name="certificate">The certificate of the node, with its private key. Not disposed of.</param>
    /// <param name="issuers">The certificates to send behind it, each the issuer of the one before, without the root; null for none.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CryptographicException">There is no private key, it cannot be exported, or it does not serve.</exception>
    public static SigningKey FromCertificate(X509Certificate2 certificate, IEnumerable<X509Certificate2>? issuers = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        string origin = $"the certificate {certificate.Thumbprint}";
        using AsymmetricAlgorithm key = certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey()
            ?? throw new CryptographicException($"{origin} has no RSA or EC private key with it.");
        string credential = CertificateChainPem.Write([certificate, .. issuers ?? []], origin, new SignatureAlgorithms([]));
        try
        {
            return new SigningKey(PrivateKeyOperations.From(key), credential);
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException($"The private key of {origin} cannot be exported. Load it as exportable, or implement ISigningKey.", e);
        }
    }

    /// <summary>Reads a certificate chain and its private key from PEM files; <see cref="AuthType"/> is <see cref="AuthTypes.Certificate"/>.</summary>
    /// <param name="certificatePath">The file of the certificates, leaf first, at most 5.</param>
    /// <param name="keyPath">The file of the private key; may be the same.</param>
    /// <param name="password">Opens an encrypted key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file does not hold what it should, or the key is not the one of the first certificate.</exception>
    public static SigningKey FromCertificatePemFiles(string certificatePath, string keyPath, string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificatePath);
        ArgumentException.ThrowIfNullOrEmpty(keyPath);
        X509Certificate2Collection certificates = CertificateChainPem.ReadFile(certificatePath);
        string credential = CertificateChainPem.Write(certificates, $"'{certificatePath}'", new SignatureAlgorithms([]));
        PrivateKeyOperations operations = PrivateKeyPem.Read(PrivateKeyFile.Read(keyPath), password, $"'{keyPath}'");
        try
        {
            CertificateChainPem.DemandKey(certificates, certificatePath, operations.PublicKey, keyPath);
        }
        catch (CryptographicException)
        {
            operations.Dispose();
            throw;
        }

        return new SigningKey(operations, credential);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<byte[]>(operations.Sign(data.Span));
    }

    /// <summary>The private key as PKCS#8 in PEM. Whoever has it can sign as this node.</summary>
    /// <param name="password">Encrypts it (AES-256, PBKDF2 of 600,000 rounds); null leaves it readable.</param>
    /// <returns>The block with its closing line break.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public string ExportPrivateKeyPem(string? password = null) => operations.ExportPem(password);

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

    /// <summary>Forgets the private key. Nothing can be signed or exported with it afterwards; do it when no call is under way.</summary>
    public void Dispose() => operations.Dispose();

    /// <summary>Names the key by its algorithm and public fingerprint.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => PublicKey.ToString();
}
