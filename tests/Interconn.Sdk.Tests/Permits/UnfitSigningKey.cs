using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>A key of an algorithm that JWS does not know.</summary>
internal sealed class UnfitSigningKey : ISigningKey, ISignatureAlgorithm
{
    public UnfitSigningKey() => PublicKey = new Key(this);

    public VerificationKey PublicKey { get; }

    public string AuthType => Id;

    public string AuthCredential => PublicKey.ToPem();

    public string Id => SignatureAlgorithmIds.Sm3Sm2;

    public bool SignsPairs => true;

    public int DigestLength => 32;

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => throw new NotSupportedException();

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) => true;

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo) => PublicKey;

    private sealed class Key(ISignatureAlgorithm algorithm) : VerificationKey(algorithm, [0x30, 0x00])
    {
        public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => SignatureVerdict.Mismatch;
    }
}
