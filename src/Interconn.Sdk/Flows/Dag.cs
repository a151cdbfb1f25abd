using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>
/// What a flow computes, step by step, as a directed graph without cycles: <c>dag</c> in the requests of 7.1 and 8.1. Whether it holds
/// is what <see cref="DagCheck"/> finds out; a request whose DAG does not is neither sent nor accepted.
/// </summary>
public sealed record Dag : OpenRecord
{
    /// <summary>The version of the DAG's format. 1 to 256 characters.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>The steps, in any order. At most 1,000.</summary>
    [JsonPropertyName("components")]
    public required IReadOnlyList<DagComponent> Components { get; init; }
}
