using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>The key of <see cref="NoCryptoAlgorithm"/>.</summary>
internal sealed class NoCryptoSigningKey : ISigningKey
{
    public VerificationKey PublicKey { get; } = NoCryptoAlgorithm.MakeKey();

    public string AuthType => NoCryptoAlgorithm.Instance.Id;

    public string AuthCredential => PublicKey.ToPem();

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => ValueTask.FromResult(NoCryptoAlgorithm.Signature);
}
