using System.Text.Json.Serialization;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Callbacks;

/// <summary>
/// What the platform tells the callback URL of an execution (7). It is not signed: whoever knows the URL can send it. Read what is to be relied on from the platform,
/// by <see cref="IPlansApi.ListResultsAsync"/>.
/// </summary>
public sealed record PlanCallback
{
    /// <summary>The execution, as <see cref="PlanInstance.PlanInstanceId"/> named it.</summary>
    [JsonPropertyName("planInstanceId")]
    public required string PlanInstanceId { get; init; }

    /// <summary>The plan.</summary>
    [JsonPropertyName("processPlanId")]
    public required string ProcessPlanId { get; init; }

    /// <summary>The state that the execution is in now.</summary>
    [JsonPropertyName("status")]
    public required ExecutionStatus Status { get; init; }
}
