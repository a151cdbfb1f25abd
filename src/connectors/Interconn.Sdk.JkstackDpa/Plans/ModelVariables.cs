using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>What one model of a plan is executed with (4 and 5). Its text leaves the values out.</summary>
public sealed record ModelVariables
{
    /// <summary>The model: <see cref="PlanModel.ProcessModelId"/>. Null names none.</summary>
    [JsonPropertyName("modelId")]
    public string? ModelId { get; init; }

    /// <summary>
    /// The values by the names that <see cref="PlanModel.Parameters"/> lists: a JSON object, or a list where the platform takes one. Null gives none. In the form of a
    /// schedule (4) the encoding decides what becomes of values that are no text: see <see cref="ModelParameterEncodings"/>.
    /// </summary>
    [JsonPropertyName("mapParam")]
    public JsonElement? MapParam { get; init; }

    /// <summary>The model without its values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"variables of model {ModelId}";
}
