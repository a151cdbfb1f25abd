using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>A product: what can be changed by a vote, and what cannot.</summary>
internal sealed class MarketProduct(long id, Product terms, decimal voteThreshold, IEnumerable<long> members)
{
    public long Id => id;

    public decimal VoteThreshold => voteThreshold;

    /// <summary>Who provides its data.</summary>
    public List<long> Members { get; } = [.. members];

    public Product Terms { get; set; } = terms;

    /// <summary>The market that it is in: what several provide is an alliance's.</summary>
    public ShareStatus ShareStatus => Members.Count > 1 ? ShareStatus.Alliance : ShareStatus.FreeMarket;

    /// <summary>The price of one exchange, in GXS.</summary>
    public decimal UnitPrice => Terms.Price!.Amount / 100000m;
}
