using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>A vote in a list (3.1.10). What the answer leaves out is null.</summary>
public sealed record VoteSummary
{
    /// <summary>The number of the vote.</summary>
    [JsonPropertyName("voteId")]
    public required long VoteId { get; init; }

    /// <summary>The product that it is on.</summary>
    [JsonPropertyName("productId")]
    public long? ProductId { get; init; }

    /// <summary>The name of the product.</summary>
    [JsonPropertyName("productName")]
    public string? ProductName { get; init; }

    /// <summary>When it was opened. On the wire it is a local time without a zone, read at UTC+8.</summary>
    [JsonPropertyName("createDate")]
    [JsonConverter(typeof(MarketTimeConverter))]
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>How it stands.</summary>
    [JsonPropertyName("status")]
    public VoteStatus? Status { get; init; }

    /// <summary>Who opened it, an account of the market.</summary>
    [JsonPropertyName("requester")]
    public long? Requester { get; init; }

    /// <summary>What it is on.</summary>
    [JsonPropertyName("type")]
    public VoteType? Type { get; init; }
}
