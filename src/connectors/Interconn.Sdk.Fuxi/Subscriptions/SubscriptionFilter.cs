namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>Which subscriptions are listed (4.4).</summary>
public sealed record SubscriptionFilter
{
    /// <summary>The identity whose subscriptions are listed, which must be of the account that the licence is of.</summary>
    public required string Identity { get; init; }

    /// <summary>Whether those that it asked for, or those of its own data.</summary>
    public required SubscriptionRole Role { get; init; }

    /// <summary>Only those that stand there. Null lists all.</summary>
    public SubscriptionStatus? Status { get; init; }

    /// <summary>Only those of a type. Null lists all.</summary>
    public SubscriptionType? Type { get; init; }
}
