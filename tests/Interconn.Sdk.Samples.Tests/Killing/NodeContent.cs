using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>All that a node keeps, at one time.</summary>
internal sealed class NodeContent(
    string nodeId,
    IReadOnlyList<OutboxMessage> messages,
    IReadOnlyList<ContractRecord> contracts,
    IReadOnlyList<AuditRecord> audits,
    IReadOnlyList<StoredPermit> permits)
{
    public string NodeId => nodeId;

    public IReadOnlyList<OutboxMessage> Messages => messages;

    public IReadOnlyDictionary<string, ContractRecord> Contracts { get; } =
        contracts.ToDictionary(static contract => contract.ContractId, StringComparer.Ordinal);

    // The ids of the test are its own, whatever they are of.
    public IReadOnlyDictionary<string, AuditRecord> Audits { get; } = audits.ToDictionary(static audit => audit.AuditId, StringComparer.Ordinal);

    public ILookup<string, StoredPermit> PermitsByAudit { get; } = permits.ToLookup(static permit => permit.AuditId, StringComparer.Ordinal);
}
