using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>ECDSA as it is built in, and how often a signature was looked at.</summary>
internal sealed class CountingAlgorithm : ISignatureAlgorithm
{
    private readonly ISignatureAlgorithm inner = new SignatureAlgorithms([]).Find(SignatureAlgorithmIds.Sha256Ecdsa)!;
    private int verifications;

    /// <summary>How many signatures were verified so far, whatever came of it.</summary>
    public int Verifications => Volatile.Read(ref verifications);

    public string Id => inner.Id;

    public bool SignsPairs => inner.SignsPairs;

    public int DigestLength => inner.DigestLength;

    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => inner.Digest(data, destination);

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) => inner.Takes(subjectPublicKeyInfo);

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo) => new CountingKey(this, inner.Import(subjectPublicKeyInfo));

    private sealed class CountingKey(CountingAlgorithm owner, VerificationKey inner) : VerificationKey(owner, inner.SubjectPublicKeyInfo.Span)
    {
        public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            Interlocked.Increment(ref owner.verifications);
            return inner.Verify(data, signature);
        }
    }
}
