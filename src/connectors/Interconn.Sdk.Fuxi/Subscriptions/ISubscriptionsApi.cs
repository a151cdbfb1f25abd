namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>The subscriptions to data (section 4).</summary>
public interface ISubscriptionsApi
{
    /// <summary>
    /// Asks for a subscription (4.1). It is sent once. The owner of the data reviews it, unless that is the requestor: then it is granted at once.
    /// </summary>
    /// <param name="request">Who asks, for what and for whom.</param>
    /// <param name="apiKey">A licence of the requestor's account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription, or what its access token says.</returns>
    /// <exception cref="ArgumentException">A field is empty, or the licence cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed; <see cref="FuxiAnswerException.IsNotFound"/> where the data has no owner.</exception>
    Task<SubscriptionResult> SubscribeAsync(SubscriptionRequest request, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Asks for a subscription, as who asked for it or as who owns the data (4.2).</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="identity">The identity that asks: requestor or owner.</param>
    /// <param name="apiKey">A licence of its account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription. Null where there is none, or no such identity.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<Subscription?> FindAsync(string id, string identity, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Takes back what was asked for (4.3). It is sent once. The server lets only the requestor do so, and only before the review.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="identity">The identity that asked for it.</param>
    /// <param name="apiKey">A licence of its account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task DeleteAsync(string id, string identity, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Lists the subscriptions of an identity (4.4), one page of them.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="apiKey">A licence of the identity's account. It goes into the header.</param>
    /// <param name="page">Which of them; null is the server's own page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscriptions.</returns>
    /// <exception cref="ArgumentException">An argument is empty, out of its range, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed; <see cref="FuxiAnswerException.IsNotFound"/> where there is no such identity.</exception>
    Task<IReadOnlyList<Subscription>> ListAsync(SubscriptionFilter filter, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default);

    /// <summary>Grants or refuses a subscription to own data (4.5). It is sent once. The server lets only the owner do so, and only once.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="identity">The identity that owns the data.</param>
    /// <param name="decision">What it decides.</param>
    /// <param name="apiKey">A licence of its account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the access token says, which the server makes even for a refusal: <see cref="Subscription.Status"/> says what holds.</returns>
    /// <exception cref="ArgumentException">An argument is empty, out of its range, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<AccessTokenClaims> ReviewAsync(
        string id, string identity, SubscriptionDecision decision, string apiKey, CancellationToken cancellationToken = default);
}
