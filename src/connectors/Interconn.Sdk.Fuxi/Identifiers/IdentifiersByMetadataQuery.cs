using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>The query of 3.6.</summary>
internal sealed record IdentifiersByMetadataQuery
{
    [JsonPropertyName("metadata")]
    public required string Metadata { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }
}
