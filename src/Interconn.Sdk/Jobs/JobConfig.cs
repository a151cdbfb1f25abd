using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>
/// What a job is run with: <c>config</c> in the request of 7.1, <c>conf</c> in that of 8.1. Whether it fits the DAG is what
/// <see cref="JobConfigCheck"/> finds out.
/// </summary>
public sealed record JobConfig : OpenRecord
{
    /// <summary>The version of the configuration's format. 1 to 256 characters.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>Who starts the job.</summary>
    [JsonPropertyName("initiator")]
    public required JobConfigInitiator Initiator { get; init; }

    /// <summary>Which node has which role.</summary>
    [JsonPropertyName("role")]
    public required JobConfigRoles Role { get; init; }

    /// <summary>The parameters of the job as a whole, or null.</summary>
    [JsonPropertyName("job_params")]
    public JobConfigParams? JobParams { get; init; }

    /// <summary>The parameters of the DAG's components, by the component's name, or null.</summary>
    [JsonPropertyName("task_params")]
    public JobConfigParams? TaskParams { get; init; }
}
