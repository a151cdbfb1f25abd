using System.Text.Json.Serialization;

namespace Interconn.Sdk.Datasets;

/// <summary>A column of a dataset (4.1, 4.2).</summary>
public sealed record ColumnMeta
{
    /// <summary>The column's name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The type of the column's values. An open set.</summary>
    [JsonPropertyName("data_type")]
    public required string DataType { get; init; }

    /// <summary>What the column says, or null.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>How the column's values are distributed.</summary>
    [JsonPropertyName("distribution")]
    public required ColumnDistribution Distribution { get; init; }
}
