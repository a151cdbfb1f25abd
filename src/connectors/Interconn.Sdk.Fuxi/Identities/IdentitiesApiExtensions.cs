using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>Lists of identities as a whole.</summary>
public static class IdentitiesApiExtensions
{
    /// <summary>Lists all identities of an account (2.4), page by page as they are read, until a page is not full.</summary>
    /// <param name="identities">The identities.</param>
    /// <param name="clientId">The id of the account.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="pageSize">How many entries each page is asked for, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The identities. While it is read, it throws what <see cref="IIdentitiesApi.ListAsync"/> throws, and where a server gives the same page for ever.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is out of its range.</exception>
    public static IAsyncEnumerable<Identity> ListAllAsync(
        this IIdentitiesApi identities,
        string clientId,
        string apiKey,
        int pageSize = FuxiPager.DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identities);
        return FuxiPager.ReadAllAsync(
            FuxiEndpoints.ListIdentities,
            pageSize,
            (page, token) => identities.ListAsync(clientId, apiKey, page, token),
            static identity => identity.Id,
            cancellationToken);
    }
}
