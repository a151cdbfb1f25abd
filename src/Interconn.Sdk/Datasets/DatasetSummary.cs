using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Datasets;

/// <summary>A public dataset as the list shows it: a record of the answer of 4.1.</summary>
public sealed record DatasetSummary : IJsonOnDeserialized
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

    /// <summary>The columns that an intersection may match on, or null. Came with version 1.2.0 of the standard.</summary>
    [JsonPropertyName("join_columns")]
    public string? JoinColumns { get; init; }

    /// <summary>The columns, in the order of the fields. Null where the holder shows them only in the detail (4.2).</summary>
    [JsonPropertyName("column_metas")]
    public IReadOnlyList<ColumnMeta>? ColumnMetas { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => ListEntries.RefuseNull(ColumnMetas);
}
