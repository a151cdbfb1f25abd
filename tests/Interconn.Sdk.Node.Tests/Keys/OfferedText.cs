using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>A key that says of itself what a test wants: type and credential are sent as they are, and it signs with the key of the caller.</summary>
internal sealed class OfferedText(string authType, string authCredential) : ISigningKey
{
    public VerificationKey PublicKey => TestKeys.CallerKey.PublicKey;

    public string AuthType => authType;

    public string AuthCredential => authCredential;

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => TestKeys.CallerKey.SignAsync(data, cancellationToken);
}
