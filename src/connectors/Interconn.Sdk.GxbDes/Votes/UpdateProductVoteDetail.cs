using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>A vote on a change of a product (3.1.11, 更新产品).</summary>
public sealed record UpdateProductVoteDetail() : VoteDetail(VoteType.UpdateProduct)
{
    /// <summary>The product as it was when the vote was opened. Null where the answer leaves it out.</summary>
    [JsonPropertyName(FromMember)]
    public Product? From { get; init; }

    /// <summary>The product as it is to become. Null where the answer leaves it out.</summary>
    [JsonPropertyName(ToMember)]
    public Product? To { get; init; }

    internal const string FromMember = "from";
    internal const string ToMember = "to";
}
