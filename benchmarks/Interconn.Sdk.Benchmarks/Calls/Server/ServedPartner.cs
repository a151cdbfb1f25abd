namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>A partner that the server is to know.</summary>
internal sealed record ServedPartner(string NodeId, string AuthType, string Credential);
