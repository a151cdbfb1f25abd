using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>A public key on P-256.</summary>
internal sealed class Sha256EcdsaVerificationKey : VerificationKey
{
    private static readonly byte[] Order = Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

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
        if (!EcdsaSignatureEncoding.IsStrictDer(signature))
        {
            return SignatureVerdict.WrongEncoding;
        }

        ReadOnlySpan<byte> pair = EcdsaSignatureEncoding.ToFixedWidth(signature);
        if (!IsBelowOrder(pair[..EcdsaSignatureEncoding.HalfLength]) || !IsBelowOrder(pair[EcdsaSignatureEncoding.HalfLength..]))
        {
            return SignatureVerdict.Mismatch;
        }

        ECDsa key = pool.Rent();
        bool holds = key.VerifyData(data, pair, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        pool.Return(key);
        return holds ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    private static bool IsBelowOrder(ReadOnlySpan<byte> number) => number.SequenceCompareTo(Order) < 0;

    private ECDsa ImportKey()
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo.Span, out _);
        return key;
    }
}
