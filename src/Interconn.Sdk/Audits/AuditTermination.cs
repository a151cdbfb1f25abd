using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Audits;

/// <summary>
/// Ends an audit and the permits that came of it: the request of 4.5 (dataset), 5.3 (project), 7.3 (flow), 8.3 (job) and 9.3 (model).
/// Either of the two nodes may send it.
/// </summary>
public sealed record AuditTermination : IFieldRules
{
    /// <summary>The audit to end: the id that the applicant gave it. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    void IFieldRules.Check() => FieldRules.Id(AuditId);
}
