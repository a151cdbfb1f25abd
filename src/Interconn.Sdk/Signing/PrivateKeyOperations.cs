using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>
/// What <see cref="SigningKey"/> does with a private key, whatever its kind. Holds the PKCS#8 bytes, so that as many threads can sign as ask.
/// </summary>
internal abstract class PrivateKeyOperations(byte[] pkcs8, VerificationKey publicKey) : IDisposable
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    private volatile bool disposed;

    public VerificationKey PublicKey { get; } = publicKey;

    private byte[] Pkcs8 { get; } = pkcs8;

    public static PrivateKeyOperations Generate(string algorithmId)
    {
        using AsymmetricAlgorithm key = algorithmId switch
        {
            SignatureAlgorithmIds.Sha256Rsa => RSA.Create(3072),
            SignatureAlgorithmIds.Sha256Ecdsa => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            _ => throw new ArgumentException(
                $"Keys of '{algorithmId}' are not made here. Take {SignatureAlgorithmIds.Sha256Rsa} or {SignatureAlgorithmIds.Sha256Ecdsa}, "
                + "or implement ISigningKey.",
                nameof(algorithmId)),
        };
        return From(key);
    }

    /// <summary>Takes over what a key of the framework holds; the key itself may be disposed of afterwards.</summary>
    /// <exception cref="Protocol.InterconnException">The key is too weak or on another curve.</exception>
    /// <exception cref="CryptographicException">The private key cannot be exported.</exception>
    public static PrivateKeyOperations From(AsymmetricAlgorithm key)
    {
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        VerificationKey verificationKey = key is RSA
            ? Sha256RsaAlgorithm.Instance.Import(publicKey)
            : Sha256EcdsaAlgorithm.Instance.Import(publicKey);
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        return key is RSA
            ? new PooledKey<RSA>(
                pkcs8, verificationKey, RSA.Create, static (rsa, data) => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            : new PooledKey<ECDsa>(
                pkcs8,
                verificationKey,
                ECDsa.Create,
                SignEcdsa);
    }

    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    // As SignData would, without what that leaves behind.
    private static byte[] SignEcdsa(ECDsa key, ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, digest);
        Span<byte> signature = stackalloc byte[EcdsaSignatureEncoding.MaxDerLength];
        return key.TrySignHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence, out int length)
            ? signature[..length].ToArray()
            : throw new CryptographicException("The platform gave an ECDSA signature that is longer than two numbers of 256 bits.");
    }

    public string ExportPem(string? password)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(SigningKey));
        using AsymmetricAlgorithm key = Import();
        return (password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption)) + "\n";
    }

    public void Dispose()
    {
        disposed = true;
        ClosePool();
        CryptographicOperations.ZeroMemory(Pkcs8);
    }

    protected abstract AsymmetricAlgorithm Import();

    protected abstract void ClosePool();

    private sealed class PooledKey<T>(byte[] pkcs8, VerificationKey publicKey, Func<T> create, Func<T, ReadOnlySpan<byte>, byte[]> sign)
        : PrivateKeyOperations(pkcs8, publicKey)
        where T : AsymmetricAlgorithm
    {
        private readonly KeyPool<T> pool = new(() => Import(create, pkcs8));

        public override byte[] Sign(ReadOnlySpan<byte> data)
        {
            T key = pool.Rent();
            byte[] signature = sign(key, data);
            pool.Return(key);
            return signature;
        }

        protected override AsymmetricAlgorithm Import() => Import(create, Pkcs8);

        protected override void ClosePool() => pool.Close();

        private static T Import(Func<T> create, byte[] pkcs8)
        {
            T key = create();
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return key;
        }
    }
}
