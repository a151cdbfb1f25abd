namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>What the owner of data decides about a subscription (4.5). There is no value for 0: nothing is granted by an oversight.</summary>
public enum SubscriptionDecision
{
    /// <summary>It is granted; sent as <c>Granted</c>.</summary>
    Grant = 1,

    /// <summary>It is refused; sent as <c>Refused</c>.</summary>
    Refuse = 2,
}
