using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Listeners;

/// <summary>A contract or an audit, one of the two, as a change left it.</summary>
internal readonly record struct RecordChange(ContractRecord? Contract, AuditRecord? Audit)
{
    public override string ToString() => Contract?.ToString() ?? Audit?.ToString() ?? "";
}
