using System.Text.Json.Serialization;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Projects;

/// <summary>One project with its nodes and datasets: the answer of 5.6.</summary>
public sealed record ProjectDetail : IJsonOnDeserialized
{
    /// <summary>The project's id at its initiator.</summary>
    [JsonPropertyName("project_id")]
    public required string ProjectId { get; init; }

    /// <summary>The project's name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What the project is about, or null.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>What the project computes, or null.</summary>
    [JsonPropertyName("type")]
    public ProjectType? Type { get; init; }

    /// <summary>The nodes that take part.</summary>
    [JsonPropertyName("nodes")]
    public required IReadOnlyList<NodeInfo> Nodes { get; init; }

    /// <summary>The datasets that the project uses: from a node's id to the ids of its datasets.</summary>
    [JsonPropertyName("datasets")]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Datasets { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        ListEntries.RefuseNull(Nodes);
        ListEntries.RefuseNull(Datasets.Values);
        foreach (IReadOnlyList<string> ids in Datasets.Values)
        {
            ListEntries.RefuseNull(ids);
        }
    }
}
