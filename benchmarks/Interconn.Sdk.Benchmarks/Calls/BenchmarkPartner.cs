using Interconn.Sdk.Benchmarks.Calls.Server;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>Who calls: a node id and its key.</summary>
internal sealed record BenchmarkPartner(string NodeId, ISigningKey Key)
{
    /// <summary>Signs nothing.</summary>
    public static BenchmarkPartner WithoutCrypto { get; } = new("JG0100001100000001", new NoCryptoSigningKey());

    public static BenchmarkPartner WithEcdsa { get; } = new("JG0100001100000002", SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa));

    /// <summary>No permit is issued here; a node wants a key for them that JWS knows.</summary>
    public static ISigningKey PermitKey => WithEcdsa.Key;

    /// <summary>Both, as the server is to know them.</summary>
    public static ServedPartner[] Served => [WithoutCrypto.AsServed(), WithEcdsa.AsServed()];

    private ServedPartner AsServed() => new(NodeId, Key.AuthType, Key.AuthCredential);
}
