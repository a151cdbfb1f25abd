using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>A plan (预案) of the user (2). What the answer leaves out is null.</summary>
public sealed record Plan
{
    /// <summary>The id by which the other calls name the plan.</summary>
    [JsonPropertyName("processPlanId")]
    public required string ProcessPlanId { get; init; }

    /// <summary>The title.</summary>
    [JsonPropertyName("title")]
    public string? Title { get; init; }

    /// <summary>The state.</summary>
    [JsonPropertyName("status")]
    public ExecutionStatus? Status { get; init; }

    /// <summary>How many steps it has.</summary>
    [JsonPropertyName("stepNums")]
    public int? StepNums { get; init; }

    /// <summary>The version, from 0 on.</summary>
    [JsonPropertyName("version")]
    public int? Version { get; init; }

    /// <summary>When it was made; Unix milliseconds on the wire.</summary>
    [JsonPropertyName("createTime")]
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Who made it.</summary>
    [JsonPropertyName("createUser")]
    public string? CreateUser { get; init; }

    /// <summary>When it was changed last; Unix milliseconds on the wire.</summary>
    [JsonPropertyName("updateTime")]
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>Who changed it last; empty where nobody did.</summary>
    [JsonPropertyName("updateUser")]
    public string? UpdateUser { get; init; }
}
