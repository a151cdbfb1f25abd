using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>A vote on who is invited to provide a product's data (3.1.11, 邀请加入).</summary>
public sealed record AddMemberVoteDetail() : VoteDetail(VoteType.AddMember), IJsonOnDeserialized
{
    /// <summary>Who is invited.</summary>
    [JsonPropertyName("members")]
    public IReadOnlyList<Merchant> Members { get; init => field = value ?? []; } = [];

    /// <summary>Refuses members that are null.</summary>
    /// <exception cref="JsonException">One is.</exception>
    void IJsonOnDeserialized.OnDeserialized() => ListEntries.RefuseNull(Members);
}
