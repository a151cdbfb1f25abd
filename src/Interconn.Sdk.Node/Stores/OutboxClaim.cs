using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Stores;

/// <summary>Which messages somebody takes upon himself to send.</summary>
public sealed record OutboxClaim
{
    /// <summary>The time: only messages whose <see cref="OutboxMessage.DueAt"/> is not after it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Until when nobody else gets them: their <see cref="OutboxMessage.ClaimedUntil"/>.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Partners whose messages are left alone.</summary>
    public IReadOnlyCollection<string> ExceptPartners { get; init; } = [];

    /// <summary>How many to take at the most, 1 or more.</summary>
    public required int Take { get; init; }
}
