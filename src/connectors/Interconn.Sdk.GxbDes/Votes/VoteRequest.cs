using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>The body of a vote (3.1.7). Agreement is a number on the wire.</summary>
internal sealed record VoteRequest
{
    [JsonPropertyName("agree")]
    public required int Agree { get; init; }

    [JsonPropertyName("voteId")]
    public required long VoteId { get; init; }
}
