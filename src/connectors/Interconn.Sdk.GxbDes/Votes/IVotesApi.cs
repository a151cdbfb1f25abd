namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>The votes of a product's members: on who joins them, and on changes of the product.</summary>
public interface IVotesApi
{
    /// <summary>Votes (3.1.7, 产品信息变更投票). Only members of the product can, each once.</summary>
    /// <param name="voteId">The vote, 0 or more.</param>
    /// <param name="agree">Whether the caller agrees.</param>
    /// <param name="cancellationToken">Ends the wait, not what the market does meanwhile.</param>
    /// <returns>A task that ends when the market has counted it.</returns>
    /// <exception cref="ArgumentException">The number is negative. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task CastAsync(long voteId, bool agree, CancellationToken cancellationToken = default);

    /// <summary>Lists votes (3.1.10, 产品对应投票列表), a page of them.</summary>
    /// <param name="productId">The product, 0 or more; null lists those of all.</param>
    /// <param name="filter">Which votes.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="limit">How many on a page, 1 or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page, and how many there are.</returns>
    /// <exception cref="ArgumentException">A number is out of its range. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<GxbDesPage<VoteSummary>> ListAsync(long? productId, VoteFilter filter, int page = 1, int limit = 20, CancellationToken cancellationToken = default);

    /// <summary>Gives a vote in full (3.1.11, 产品投票详情).</summary>
    /// <param name="voteId">The vote, 0 or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The vote, of one of three kinds.</returns>
    /// <exception cref="ArgumentException">The number is negative. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed, or the vote is of none of the three kinds.</exception>
    Task<VoteDetail> GetAsync(long voteId, CancellationToken cancellationToken = default);
}
