using System.Text.Json.Serialization;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Audits;

/// <summary>
/// What the node that was asked has decided on an audit: the request of 4.4 (dataset), 5.2 (project), 7.2 (flow), 8.2 (job) and 9.2
/// (model). It goes from the node that was asked to the one that applied.
/// </summary>
public sealed record AuditConfirmation : IFieldRules
{
    /// <summary>The audit that was decided: the id that the applicant gave it. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    /// <summary>The decision.</summary>
    [JsonPropertyName("status")]
    public required ApprovalDecision Status { get; init; }

    /// <summary>The permit that the approval grants. Null where it grants none, and for a rejection.</summary>
    [JsonPropertyName("resource_permit")]
    [JsonConverter(typeof(ResourcePermitConverter))]
    public ResourcePermit? ResourcePermit { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(AuditId);
        ((IFieldRules?)ResourcePermit)?.Check();
    }
}
