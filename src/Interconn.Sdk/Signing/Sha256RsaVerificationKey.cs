using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>An RSA public key.</summary>
internal sealed class Sha256RsaVerificationKey : VerificationKey
{
    private readonly int signatureLength;
    private readonly KeyPool<RSA> pool;

    public Sha256RsaVerificationKey(Sha256RsaAlgorithm algorithm, ReadOnlySpan<byte> subjectPublicKeyInfo, int signatureLength)
        : base(algorithm, subjectPublicKeyInfo)
    {
        this.signatureLength = signatureLength;
        pool = new KeyPool<RSA>(ImportKey);

        // Imported once here, so that a key that the platform refuses is found when it is offered.
        pool.Return(ImportKey());
    }

    public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != signatureLength)
        {
            return SignatureVerdict.WrongEncoding;
        }

        RSA key = pool.Rent();
        bool holds = key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        pool.Return(key);
        return holds ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    private RSA ImportKey()
    {
        var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo.Span, out _);
        return key;
    }
}
