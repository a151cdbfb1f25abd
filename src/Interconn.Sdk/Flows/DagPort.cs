using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>An input or an output of a component of a DAG (7.1, 8.1).</summary>
public sealed record DagPort : OpenRecord
{
    /// <summary>
    /// The port's key. An output's is a name of its own; an input's is <c>&lt;producer name&gt;.&lt;output key&gt;</c> and names the output
    /// that it takes. 1 to 1,024 characters.
    /// </summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>The type of what passes through the port. An open set; an input has the type of its output. 1 to 256 characters.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }
}
