using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Audits;

/// <summary>
/// Asks where an audit stands: the request of 4.6 (dataset), 5.4 (project), 7.4 (flow) and 9.4 (model). The applicant sends it.
/// </summary>
public sealed record AuditQuery : IFieldRules
{
    /// <summary>The audit that is asked about: the id that the applicant gave it. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    void IFieldRules.Check() => FieldRules.Id(AuditId);
}
