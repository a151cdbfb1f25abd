using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Which contracts a list holds: those that agree with every part that is not null, the newest applied first. Those of the same time stand in an order that stays.
/// </summary>
public sealed record ContractFilter
{
    /// <summary>The other node.</summary>
    public string? PartnerNodeId { get; init; }

    /// <summary>This node's part.</summary>
    public PartyRole? Role { get; init; }

    /// <summary>The stored status, expiry not counted.</summary>
    public ApprovalStatus? Status { get; init; }

    /// <summary>Where the application came from.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Whether the decision, or a key, waits for a person (<see cref="ContractRecord.AwaitsPerson"/>, <see cref="ContractRecord.WaitingKeys"/>).</summary>
    public bool? NeedsPerson { get; init; }

    /// <summary>Only those whose <see cref="ContractRecord.DueAt"/> is not after this; the earliest first then.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>
    /// Only those that were applied for by this time, inclusive: how the node reads on where a page ended. A store that does not know it answers as without, and the node
    /// takes that as well.
    /// </summary>
    internal DateTimeOffset? AppliedBy { get; init; }

    /// <summary>
    /// Only those whose <see cref="ContractRecord.OwnKeyFingerprint"/> is not this. A store that does not know it answers as without, and the node leaves the others out.
    /// </summary>
    internal string? OwnKeyOtherThan { get; init; }

    /// <summary>How many to pass over, 0 or more.</summary>
    public int Skip { get; init; }

    /// <summary>How many to take at the most, 1 or more.</summary>
    public int Take { get; init; } = 100;
}
