using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>What is built upon the calls of <see cref="IVotesApi"/>.</summary>
public static class VotesApiExtensions
{
    /// <summary>Gives all votes (3.1.10), asked for by 20 until a page is short. Nothing is asked before the enumeration starts.</summary>
    /// <param name="api">The votes.</param>
    /// <param name="productId">The product, 0 or more; null gives those of all.</param>
    /// <param name="filter">Which votes.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The votes, each once, in the market's order.</returns>
    /// <exception cref="GxbDesException">While enumerating: a call did not succeed, or the market gives the same page again and again.</exception>
    public static IAsyncEnumerable<VoteSummary> ListAllAsync(this IVotesApi api, long? productId, VoteFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        return ListPager.ReadAllAsync((page, token) => api.ListAsync(productId, filter, page, ListPager.PageSize, token), static vote => vote.VoteId, cancellationToken);
    }
}
