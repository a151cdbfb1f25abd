using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>The query of 3.5.</summary>
internal sealed record IdentifiersByTagQuery
{
    [JsonPropertyName("tag")]
    public required string Tag { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }
}
