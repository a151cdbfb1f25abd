namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>
/// What became of a request for a subscription (4.1): either it waits for the owner, and there is a <see cref="Subscription"/>; or the data is the requestor's
/// own, and it was granted at once, and there are <see cref="Claims"/>.
/// </summary>
public sealed record SubscriptionResult
{
    private SubscriptionResult(string subscriptionId, Subscription? subscription, AccessTokenClaims? claims) =>
        (SubscriptionId, Subscription, Claims) = (subscriptionId, subscription, claims);

    /// <summary>The id of the subscription, in either case.</summary>
    public string SubscriptionId { get; }

    /// <summary>The subscription that was asked for. Null where it was granted at once.</summary>
    public Subscription? Subscription { get; }

    /// <summary>What its access token says. Null where it waits for the owner.</summary>
    public AccessTokenClaims? Claims { get; }

    /// <summary>Whether it is granted.</summary>
    public bool IsGranted => Claims is not null || Subscription?.Status == SubscriptionStatus.Granted;

    internal static SubscriptionResult Of(Subscription subscription) => new(subscription.Id, subscription, claims: null);

    internal static SubscriptionResult Of(AccessTokenClaims claims) => new(claims.SubscriptionId!, subscription: null, claims);
}
