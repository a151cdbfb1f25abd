using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>A public key on P-256.</summary>
internal sealed class Sha256EcdsaVerificationKey : VerificationKey
{
    private readonly KeyPool<ECDsa> pool;

    public Sha256EcdsaVerificationKey(Sha256EcdsaAlgorithm algorithm, ReadOnlySpan<byte> subjectPublicKeyInfo)
        : base(algorithm, subjectPublicKeyInfo)
    {
        pool = new KeyPool<ECDsa>(ImportKey);

        // Imported once here, so that a key that the platform refuses is found when it is offered.
        pool.Return(ImportKey());
    }

    public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> pair = stackalloc byte[EcdsaSignatureEncoding.FixedWidthLength];
        if (!EcdsaSignatureEncoding.TryToFixedWidth(signature, pair))
        {
            return SignatureVerdict.WrongEncoding;
        }

        if (!PrimeCurve.P256.IsBelowOrder(pair[..EcdsaSignatureEncoding.HalfLength])
            || !PrimeCurve.P256.IsBelowOrder(pair[EcdsaSignatureEncoding.HalfLength..]))
        {
            return SignatureVerdict.Mismatch;
        }

        // Digested here: the framework would, but with its own garbage.
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, digest);
        ECDsa key = pool.Rent();
        bool holds = key.VerifyHash(digest, pair, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        pool.Return(key);
        return holds ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    private ECDsa ImportKey()
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo.Span, out _);
        return key;
    }
}
