using System.Text.Json.Serialization;
using Interconn.Sdk.Audits;

namespace Interconn.Sdk.Nodes;

/// <summary>Where a contract stands: the answer of 3.5.</summary>
public sealed record ContractState
{
    /// <summary>The state. An expired contract is terminated.</summary>
    [JsonPropertyName("status")]
    public required ApprovalStatus Status { get; init; }
}
