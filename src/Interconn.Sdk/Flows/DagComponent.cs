using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>A step of a DAG (7.1, 8.1): a component under a name, with the outputs it takes and those it gives.</summary>
public sealed record DagComponent : OpenRecord
{
    /// <summary>The step's name, unique in the DAG. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The component that the step runs. 1 to 256 characters. The one field that the standard spells with a capital.</summary>
    [JsonPropertyName("componentName")]
    public required string ComponentName { get; init; }

    /// <summary>The platform that the component comes from. 1 to 256 characters.</summary>
    [JsonPropertyName("provider")]
    public required string Provider { get; init; }

    /// <summary>The component's version. 1 to 256 characters.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>What the step takes, empty for one that starts from nothing. At most 1,000.</summary>
    [JsonPropertyName("input")]
    public required IReadOnlyList<DagPort> Input { get; init; }

    /// <summary>What the step gives. At most 1,000.</summary>
    [JsonPropertyName("output")]
    public required IReadOnlyList<DagPort> Output { get; init; }
}
