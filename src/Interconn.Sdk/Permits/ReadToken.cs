namespace Interconn.Sdk.Permits;

/// <summary>What a token whose signature held says, and under which key it did: it counts only while the ring has that key.</summary>
internal sealed record ReadToken(PermitReading Reading, string KeyId);
