using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>
/// Which nodes have which role in a job: <c>role</c> of a <see cref="JobConfig"/> (7.1, 8.1). One node may have two roles. The place
/// of a node in its list is the key of its parameters in <see cref="JobConfigParams"/>, from 0.
/// </summary>
public sealed record JobConfigRoles : OpenRecord
{
    /// <summary>The ids of the nodes that bring the labels or ask the question, or null. At most 1,000.</summary>
    [JsonPropertyName("guest")]
    public IReadOnlyList<string>? Guest { get; init; }

    /// <summary>The ids of the nodes that bring further data, or null. At most 1,000.</summary>
    [JsonPropertyName("host")]
    public IReadOnlyList<string>? Host { get; init; }

    /// <summary>The ids of the nodes that coordinate, or null: many algorithms need none. At most 1,000.</summary>
    [JsonPropertyName("arbiter")]
    public IReadOnlyList<string>? Arbiter { get; init; }
}
