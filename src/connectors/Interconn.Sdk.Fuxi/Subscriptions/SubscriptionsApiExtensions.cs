using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>Lists of subscriptions as a whole.</summary>
public static class SubscriptionsApiExtensions
{
    /// <summary>Lists all subscriptions of an identity (4.4), page by page as they are read, until a page is not full.</summary>
    /// <param name="subscriptions">The subscriptions.</param>
    /// <param name="filter">Which.</param>
    /// <param name="apiKey">A licence of the identity's account. It goes into the header.</param>
    /// <param name="pageSize">How many entries each page is asked for, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The subscriptions. While it is read, it throws what <see cref="ISubscriptionsApi.ListAsync"/> throws, and where a server gives the same page for ever.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is out of its range.</exception>
    public static IAsyncEnumerable<Subscription> ListAllAsync(
        this ISubscriptionsApi subscriptions,
        SubscriptionFilter filter,
        string apiKey,
        int pageSize = FuxiPager.DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        return FuxiPager.ReadAllAsync(
            FuxiEndpoints.ListSubscriptions,
            pageSize,
            (page, token) => subscriptions.ListAsync(filter, apiKey, page, token),
            static subscription => subscription.Id,
            cancellationToken);
    }
}
