using System.Text.Json.Serialization;

namespace Interconn.Sdk.Audits;

/// <summary>Where an audit stands: the answer of 4.6 (dataset), 5.4 (project), 7.4 (flow) and 9.4 (model).</summary>
public sealed record AuditState
{
    /// <summary>The state. A permit never comes with it: that travels in the confirmation alone.</summary>
    [JsonPropertyName("status")]
    public required ApprovalStatus Status { get; init; }
}
