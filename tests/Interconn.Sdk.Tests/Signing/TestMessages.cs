using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

internal static class TestMessages
{
    public static SignedMessage For(ISignatureAlgorithm algorithm) => new()
    {
        Algorithm = algorithm,
        Method = "POST",
        RequestTarget = "/v1/interconn/dataset/audit/apply?a=1&a=%2e",
        SourceNodeId = "JG0100001100000000",
        TargetNodeId = "LX0000010000280",
        Timestamp = "1766275200000",
        Nonce = "0123456789abcdef0123456789abcdef",
        Body = "{}"u8.ToArray(),
    };
}
