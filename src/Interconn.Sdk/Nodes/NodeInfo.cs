using System.Text.Json.Serialization;

namespace Interconn.Sdk.Nodes;

/// <summary>What a node says of itself: the answer of 3.6, and the nodes that take part in a project (5.6).</summary>
public sealed record NodeInfo
{
    /// <summary>The node's id, unique among all nodes.</summary>
    [JsonPropertyName("node_id")]
    public required string NodeId { get; init; }

    /// <summary>The node's name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Where the node serves: scheme, host, port and, for some, a path base.</summary>
    [JsonPropertyName("address")]
    public required string Address { get; init; }

    /// <summary>What the node is for, or null.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The id of the institution that the node belongs to.</summary>
    [JsonPropertyName("inst_id")]
    public required string InstId { get; init; }

    /// <summary>The name of that institution.</summary>
    [JsonPropertyName("institution")]
    public required string Institution { get; init; }

    /// <summary>The system that the node runs, for instance <c>fate</c>. An open set.</summary>
    [JsonPropertyName("system")]
    public required string System { get; init; }

    /// <summary>The version of that system, for instance <c>3.0.0</c>.</summary>
    [JsonPropertyName("system_version")]
    public required string SystemVersion { get; init; }
}
