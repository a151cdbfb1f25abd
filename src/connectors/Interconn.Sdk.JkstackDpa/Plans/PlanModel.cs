using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>A model (workflow) of a plan, and what it takes when it is executed (3).</summary>
public sealed record PlanModel
{
    /// <summary>The name of the model. Null where the answer leaves it out.</summary>
    [JsonPropertyName("modelName")]
    public string? ModelName { get; init; }

    /// <summary>The id of the model: what executions call <see cref="ModelVariables.ModelId"/>. Null where the answer leaves it out.</summary>
    [JsonPropertyName("processModelId")]
    public string? ProcessModelId { get; init; }

    /// <summary>Its parameters; empty where it takes none.</summary>
    [JsonPropertyName("mapParam")]
    public IReadOnlyList<ModelParameter> Parameters { get; init => field = value ?? []; } = [];
}
