using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>An execution that was started (5).</summary>
public sealed record PlanInstance
{
    /// <summary>The plan. Null where the answer leaves it out.</summary>
    [JsonPropertyName("processPlanId")]
    public string? ProcessPlanId { get; init; }

    /// <summary>The id of the execution, another each time: callbacks (7) carry it, and results (6) are asked by it.</summary>
    [JsonPropertyName("planInstanceId")]
    public required string PlanInstanceId { get; init; }
}
