namespace Interconn.Sdk.JkstackDpa.AspNetCore;

/// <summary>One attempt to deliver a callback. What is remembered goes by <see cref="PlanInstanceId"/> and <see cref="Status"/>.</summary>
public sealed record DpaCallbackAttempt
{
    /// <summary>The execution: 1 to 256 characters, none of which is a control character.</summary>
    public required string PlanInstanceId { get; init; }

    /// <summary>The status as sent: 1 to 256 characters, none of which is a control character.</summary>
    public required string Status { get; init; }

    /// <summary>The id of the attempt; another each time.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it began, by the host's clock.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When its claim lapses.</summary>
    public required DateTimeOffset LeaseEnds { get; init; }
}
