using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Components;

/// <summary>One component with its ports: the answer of 6.2. Code and version together name it.</summary>
public sealed record ComponentDetail : IJsonOnDeserialized
{
    /// <summary>The component's code.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>The component's version, for instance <c>1.0.0</c>.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>The component's name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What the component does, or null.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The category, for instance <c>LOADER</c>, or null. An open set.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Who made the component, or null.</summary>
    [JsonPropertyName("developer")]
    public string? Developer { get; init; }

    /// <summary>The engine that runs the component, for instance <c>AVATAR</c>. An open set.</summary>
    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    /// <summary>Whether the component may be used.</summary>
    [JsonPropertyName("status")]
    public required ComponentStatus Status { get; init; }

    /// <summary>The inputs. The standard leaves their members open, so they are kept as they came.</summary>
    [JsonPropertyName("inputs")]
    public required IReadOnlyList<JsonObject> Inputs { get; init; }

    /// <summary>The outputs. The standard leaves their members open, so they are kept as they came.</summary>
    [JsonPropertyName("outputs")]
    public required IReadOnlyList<JsonObject> Outputs { get; init; }

    /// <summary>What the platform adds of its own, or null.</summary>
    [JsonPropertyName("extension")]
    public JsonObject? Extension { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        ListEntries.RefuseNull(Inputs);
        ListEntries.RefuseNull(Outputs);
    }
}
