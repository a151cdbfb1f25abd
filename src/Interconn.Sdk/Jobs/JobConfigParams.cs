using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>
/// Parameters, common ones and ones of single nodes: <c>job_params</c> and <c>task_params</c> of a <see cref="JobConfig"/> (7.1, 8.1).
/// A node goes by its role and its place in the role's list, written <c>"0"</c>, <c>"1"</c> and so on. The parameters are free JSON; in
/// <c>task_params</c> each is an object under the name of a component of the DAG.
/// </summary>
public sealed record JobConfigParams : OpenRecord
{
    /// <summary>The parameters of all nodes, or null. At most 256 members.</summary>
    [JsonPropertyName("common")]
    public JsonObject? Common { get; init; }

    /// <summary>The parameters of single guests, by place, or null. At most 256.</summary>
    [JsonPropertyName("guest")]
    public IReadOnlyDictionary<string, JsonObject>? Guest { get; init; }

    /// <summary>The parameters of single hosts, by place, or null. At most 256.</summary>
    [JsonPropertyName("host")]
    public IReadOnlyDictionary<string, JsonObject>? Host { get; init; }

    /// <summary>The parameters of single arbiters, by place, or null. At most 256.</summary>
    [JsonPropertyName("arbiter")]
    public IReadOnlyDictionary<string, JsonObject>? Arbiter { get; init; }

    /// <summary>
    /// Names the type alone. Parameters are free, passwords of data sources among them, and texts like this one end in logs.
    /// </summary>
    /// <returns>A text without parameters.</returns>
    public override string ToString() => nameof(JobConfigParams);
}
