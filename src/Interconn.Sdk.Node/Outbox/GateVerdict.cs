using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>What the gate says of a message, and the contract that it read for it: null where there is none.</summary>
internal readonly record struct GateVerdict(GateDecision Decision, ContractRecord? Contract);
