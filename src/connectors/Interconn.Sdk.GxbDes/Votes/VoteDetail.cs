using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>
/// A vote in full (3.1.11): <see cref="ApplyVoteDetail"/>, <see cref="AddMemberVoteDetail"/> or <see cref="UpdateProductVoteDetail"/>, and nothing else. What the answer
/// leaves out is null or empty.
/// </summary>
public abstract record VoteDetail
{
    internal const string TypeMember = "type";

    private protected VoteDetail(VoteType type) => Type = type;

    /// <summary>The number of the vote.</summary>
    [JsonPropertyName("voteId")]
    public required long VoteId { get; init; }

    /// <summary>The product that it is on.</summary>
    [JsonPropertyName("productId")]
    public long? ProductId { get; init; }

    /// <summary>Who opened it, an account of the market.</summary>
    [JsonPropertyName("requester")]
    public long? Requester { get; init; }

    /// <summary>What it is on, which the type of the object says as well.</summary>
    [JsonPropertyName(TypeMember)]
    public VoteType Type { get; }
}
