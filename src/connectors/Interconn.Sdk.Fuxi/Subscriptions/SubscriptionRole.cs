namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>
/// As whom an identity lists subscriptions (4.4). A closed set, since the server takes every text that it does not know for <c>owner</c>, the document's
/// <c>requesor</c> among them, and answers with the wrong list.
/// </summary>
public enum SubscriptionRole
{
    /// <summary>As who asked for them; sent as <c>requestor</c>.</summary>
    Requestor,

    /// <summary>As who owns the data; sent as <c>owner</c>.</summary>
    Owner,
}
