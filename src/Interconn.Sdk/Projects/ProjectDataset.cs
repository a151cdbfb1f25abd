using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>A dataset of the collaborator that a project is to use: an entry of <c>datasets</c> in the request of 5.1.</summary>
public sealed record ProjectDataset : IFieldRules
{
    /// <summary>The dataset's id at its holder. 1 to 128 characters.</summary>
    [JsonPropertyName("dataset_id")]
    public required string DatasetId { get; init; }

    /// <summary>The dataset's name. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The id of the institution that owns the dataset. 1 to 128 characters.</summary>
    [JsonPropertyName("owner")]
    public required string Owner { get; init; }

    /// <summary>What is in the dataset, or null. At most 4,096 characters.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The kind of data, or null. An open set; at most 256 characters.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>The number of rows, 0 or more, or null where it is not known.</summary>
    [JsonPropertyName("count")]
    public int? Count { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(DatasetId);
        FieldRules.Name(Name);
        FieldRules.Id(Owner);
        FieldRules.Description(Description);
        FieldRules.ShortText(Category);
        FieldRules.AtLeast(0, Count);
    }
}
