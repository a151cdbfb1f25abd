using System.Text.Json.Serialization;

namespace Interconn.Sdk.Projects;

/// <summary>A project as the list shows it: a record of the answer of 5.5.</summary>
public sealed record ProjectSummary
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
}
