using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>A vote on who applies to provide a product's data (3.1.11, 申请加入).</summary>
public sealed record ApplyVoteDetail() : VoteDetail(VoteType.Apply), IJsonOnDeserialized
{
    /// <summary>How it stands. The document says so of this kind of vote only.</summary>
    [JsonPropertyName("status")]
    public VoteStatus? Status { get; init; }

    /// <summary>Who applies: one.</summary>
    [JsonPropertyName("members")]
    public IReadOnlyList<Merchant> Members { get; init => field = value ?? []; } = [];

    /// <summary>Refuses members that are null.</summary>
    /// <exception cref="JsonException">One is.</exception>
    void IJsonOnDeserialized.OnDeserialized() => ListEntries.RefuseNull(Members);
}
