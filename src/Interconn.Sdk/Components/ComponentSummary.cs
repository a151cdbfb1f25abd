using System.Text.Json.Serialization;

namespace Interconn.Sdk.Components;

/// <summary>A component as the list shows it: a record of the answer of 6.1. Code and version together name it.</summary>
public sealed record ComponentSummary
{
    /// <summary>The component's code.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>The component's version, for instance <c>1.0.0</c>.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>The category, for instance <c>LOADER</c>, or null. An open set.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Who made the component, or null.</summary>
    [JsonPropertyName("developer")]
    public string? Developer { get; init; }
}
