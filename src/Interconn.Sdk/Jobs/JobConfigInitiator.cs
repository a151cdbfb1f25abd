using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>Who starts a job: <c>initiator</c> of a <see cref="JobConfig"/> (7.1, 8.1).</summary>
public sealed record JobConfigInitiator : OpenRecord
{
    /// <summary>The initiator's role: <c>guest</c>, <c>host</c> or <c>arbiter</c>.</summary>
    [JsonPropertyName("role")]
    public required string Role { get; init; }

    /// <summary>The initiator's node; <see cref="JobConfigRoles"/> lists it under that role. 1 to 128 characters.</summary>
    [JsonPropertyName("node_id")]
    public required string NodeId { get; init; }
}
