using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>The query of 6.</summary>
internal sealed record PlanResultsQuery
{
    [JsonPropertyName("processPlanId")]
    public required string ProcessPlanId { get; init; }

    [JsonPropertyName("planInstanceId")]
    public required string PlanInstanceId { get; init; }
}
