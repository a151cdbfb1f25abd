namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>An act of a node on a contract or an audit.</summary>
internal sealed record AcknowledgedFact(AcknowledgedAct Act, string NodeId, string Id, bool IsContract);
