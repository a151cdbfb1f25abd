using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>The body of 3.</summary>
internal sealed record PlanModelsRequest
{
    [JsonPropertyName("processPlanId")]
    public required string ProcessPlanId { get; init; }
}
