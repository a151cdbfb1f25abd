namespace Interconn.Sdk.Node.Administration;

/// <summary>This node.</summary>
internal sealed record NodeView(string NodeId, string KeyFingerprint, Uri? Address);
