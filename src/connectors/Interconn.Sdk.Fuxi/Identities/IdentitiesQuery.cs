using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>The query of 2.4.</summary>
internal sealed record IdentitiesQuery
{
    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }
}
