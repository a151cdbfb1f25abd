using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>What a model gave out in an execution (6).</summary>
public sealed record ModelResult
{
    /// <summary>The name of the model. Null where the answer leaves it out.</summary>
    [JsonPropertyName("modelName")]
    public string? ModelName { get; init; }

    /// <summary>The id of the model. Null where the answer leaves it out.</summary>
    [JsonPropertyName("processModelId")]
    public string? ProcessModelId { get; init; }

    /// <summary>What its nodes of the kinds api and shell gave out; empty where none did.</summary>
    [JsonPropertyName("mapParam")]
    public IReadOnlyList<NodeResult> Results { get; init => field = value ?? []; } = [];
}
