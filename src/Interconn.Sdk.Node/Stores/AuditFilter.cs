using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Which audits a list holds: those that agree with every part that is not null, the newest applied first. Those of the same time stand in an order that stays.
/// </summary>
public sealed record AuditFilter
{
    /// <summary>What it is about.</summary>
    public AuditResource? Resource { get; init; }

    /// <summary>The id of the dataset, project, flow, job or model.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The other node.</summary>
    public string? PartnerNodeId { get; init; }

    /// <summary>The contract that it belongs to.</summary>
    public string? ContractId { get; init; }

    /// <summary>The project that it names.</summary>
    public string? ProjectId { get; init; }

    /// <summary>This node's part.</summary>
    public PartyRole? Role { get; init; }

    /// <summary>The stored status, the expiry of the contract not counted.</summary>
    public ApprovalStatus? Status { get; init; }

    /// <summary>Whether it is applied for or approved (true), or neither (false), by the stored status.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Whether the decision waits for a person.</summary>
    public bool? NeedsPerson { get; init; }

    /// <summary>Only those whose <see cref="AuditRecord.DueAt"/> is not after this; the earliest first then.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>How many to pass over, 0 or more.</summary>
    public int Skip { get; init; }

    /// <summary>How many to take at the most, 1 or more.</summary>
    public int Take { get; init; } = 100;
}
