using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>Which page of a list (3.1.8, 3.1.10).</summary>
internal sealed record PageQuery
{
    [JsonPropertyName("page")]
    public int? Page { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }
}
