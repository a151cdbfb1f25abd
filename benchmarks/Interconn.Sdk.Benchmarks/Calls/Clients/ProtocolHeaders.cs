using System.Globalization;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>The headers of a call, as they are written by hand.</summary>
internal static class ProtocolHeaders
{
    /// <summary>A nonce that stands out among the bytes.</summary>
    public const string Nonce = "00000000000000000000000000000000";

    /// <summary>Some, for who only looks at their length.</summary>
    public static Dictionary<string, string> Sample { get; } = Now();

    /// <summary>Those of a call that is made now.</summary>
    public static Dictionary<string, string> Now() => new()
    {
        ["x-source-node-id"] = BenchmarkPartner.WithoutCrypto.NodeId,
        ["x-target-node-id"] = TestNode.HolderId,
        ["x-timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["x-nonce"] = Nonce,
        ["x-trace-id"] = "0123456789abcdef0123456789abcdef",
        ["x-csrf-protection"] = "fedcba9876543210fedcba9876543210",
        ["x-auth-sign"] = Convert.ToBase64String(NoCryptoAlgorithm.Signature),
    };
}
