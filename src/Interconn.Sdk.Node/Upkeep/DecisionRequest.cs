using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>One of the two: what is to be decided on.</summary>
internal readonly record struct DecisionRequest(ContractKey? Contract, AuditKey? Audit);
