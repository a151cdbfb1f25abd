using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>
/// What the platform made of a schedule (4). That the call succeeded does not say that the plan did: the document's own example answers code 200 with the status
/// <c>FAIL</c>. Look at <see cref="Status"/> or <see cref="IsFailed"/>. What the answer leaves out is null.
/// </summary>
public sealed record ScheduledPlan
{
    /// <summary>The instance of the schedule.</summary>
    [JsonPropertyName("instanceId")]
    public string? InstanceId { get; init; }

    /// <summary>The model.</summary>
    [JsonPropertyName("modelId")]
    public string? ModelId { get; init; }

    /// <summary>The state, as sent.</summary>
    [JsonPropertyName("status")]
    public ExecutionStatus? Status { get; init; }

    /// <summary>Whether the platform took the call and failed at what it asks for: the status is <c>FAIL</c>.</summary>
    [JsonIgnore]
    public bool IsFailed => Status == ExecutionStatus.Fail;
}
