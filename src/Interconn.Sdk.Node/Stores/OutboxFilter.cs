using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Stores;

/// <summary>Which messages a list holds: those that agree with every part that is not null, in their order.</summary>
public sealed record OutboxFilter
{
    /// <summary>Whom it is for.</summary>
    public string? PartnerNodeId { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState? State { get; init; }

    /// <summary>The lane that it belongs to.</summary>
    public string? Lane { get; init; }

    /// <summary>How many to pass over, 0 or more.</summary>
    public int Skip { get; init; }

    /// <summary>How many to take at the most, 1 or more.</summary>
    public int Take { get; init; } = 100;
}
