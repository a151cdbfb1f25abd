using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>Something that waits for a person.</summary>
public sealed record PendingApproval
{
    /// <summary>What names it.</summary>
    public required ApprovalId Id { get; init; }

    /// <summary>Since when it waits: when it was applied for.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>
    /// The contract, where it is one: the partner's application; or one of ours with keys that wait (<see cref="ContractRecord.WaitingKeys"/>), of which one is
    /// accepted, or all are refused, by <c>InterconnNode.Contracts</c>.
    /// </summary>
    public ContractRecord? Contract { get; init; }

    /// <summary>The audit, where it is one.</summary>
    public AuditRecord? Audit { get; init; }
}
