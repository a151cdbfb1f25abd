using System.Text.Json.Serialization;

namespace Interconn.Sdk.Nodes;

/// <summary>How a node fares: the answer of 3.7.</summary>
public sealed record NodeHealth
{
    /// <summary>The answer of a node that is well: <c>ok</c>, the only status that the standard names.</summary>
    public static NodeHealth Ok { get; } = new() { Status = "ok" };

    /// <summary>The node's state. <c>ok</c> is the only one that the standard names; a partner's other words are kept.</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }
}
