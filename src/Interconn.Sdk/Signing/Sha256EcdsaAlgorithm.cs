using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>ECDSA on P-256 with SHA-256.</summary>
internal sealed class Sha256EcdsaAlgorithm : ISignatureAlgorithm
{
    private Sha256EcdsaAlgorithm()
    {
    }

    public static Sha256EcdsaAlgorithm Instance { get; } = new();

    public string Id => SignatureAlgorithmIds.Sha256Ecdsa;

    public bool SignsPairs => true;

    public int DigestLength => SHA256.HashSizeInBytes;

    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => SHA256.HashData(data, destination);

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) => PrimeCurve.P256.IsCurveOf(subjectPublicKeyInfo);

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        PrimeCurve.P256.ReadPoint(subjectPublicKeyInfo);
        return new Sha256EcdsaVerificationKey(this, subjectPublicKeyInfo);
    }
}
