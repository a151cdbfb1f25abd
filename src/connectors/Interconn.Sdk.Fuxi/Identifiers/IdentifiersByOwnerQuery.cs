using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>The query of 3.4.</summary>
internal sealed record IdentifiersByOwnerQuery
{
    [JsonPropertyName("owner")]
    public required string Owner { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }
}
