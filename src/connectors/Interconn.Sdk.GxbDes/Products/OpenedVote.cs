using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>The vote that a call has opened (3.1.4, 3.1.6): nothing changes until it passes.</summary>
public sealed record OpenedVote
{
    /// <summary>The number of the vote.</summary>
    [JsonPropertyName("voteId")]
    public required long VoteId { get; init; }

    /// <summary>Until when members can vote, two days after it was opened. Null where the answer leaves it out.</summary>
    [JsonPropertyName("expireAt")]
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? ExpireAt { get; init; }
}
