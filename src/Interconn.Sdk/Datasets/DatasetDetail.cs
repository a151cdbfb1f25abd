using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Datasets;

/// <summary>One dataset with its columns: the answer of 4.2.</summary>
public sealed record DatasetDetail : IJsonOnDeserialized
{
    /// <summary>The dataset's id at its holder.</summary>
    [JsonPropertyName("dataset_id")]
    public required string DatasetId { get; init; }

    /// <summary>The dataset's name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The id of the institution that owns the dataset.</summary>
    [JsonPropertyName("owner")]
    public required string Owner { get; init; }

    /// <summary>What is in the dataset, or null.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The kind of data, or null. An open set.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>The number of rows, or null where the holder does not say.</summary>
    [JsonPropertyName("count")]
    public int? Count { get; init; }

    /// <summary>The columns, in the order of the fields.</summary>
    [JsonPropertyName("column_metas")]
    public required IReadOnlyList<ColumnMeta> ColumnMetas { get; init; }

    /// <summary>The columns that are labels, or null. Came with version 1.2.0 of the standard.</summary>
    [JsonPropertyName("label_columns")]
    public string? LabelColumns { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => ListEntries.RefuseNull(ColumnMetas);
}
