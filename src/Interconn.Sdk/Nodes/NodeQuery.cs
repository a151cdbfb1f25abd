using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

/// <summary>Asks what a node says of itself: the request of 3.6, which needs no signature.</summary>
public sealed record NodeQuery : IFieldRules
{
    /// <summary>The node that is asked about. 1 to 128 characters.</summary>
    [JsonPropertyName("node_id")]
    public required string NodeId { get; init; }

    void IFieldRules.Check() => FieldRules.Id(NodeId);
}
