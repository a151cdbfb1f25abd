using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>A public key that counts how often it verifies, and lets something happen while it does.</summary>
internal sealed class ObservedKey(VerificationKey key) : VerificationKey(key.Algorithm, key.SubjectPublicKeyInfo.Span)
{
    public int Verifications { get; private set; }

    public Action? OnVerifying { get; set; }

    public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Verifications++;
        OnVerifying?.Invoke();
        return key.Verify(data, signature);
    }
}
