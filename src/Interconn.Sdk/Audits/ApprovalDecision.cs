using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Audits;

/// <summary>What was decided on an application: the <c>status</c> of a confirmation (3.2, 4.4, 5.2, 7.2, 8.2, 9.2). A closed set.</summary>
[JsonConverter(typeof(ApprovalDecisionConverter))]
public enum ApprovalDecision
{
    /// <summary><c>APPROVED</c>.</summary>
    Approved,

    /// <summary><c>REJECTED</c>.</summary>
    Rejected,
}

internal sealed class ApprovalDecisionConverter() : ClosedEnumConverter<ApprovalDecision>(
    (ApprovalDecision.Approved, "APPROVED"),
    (ApprovalDecision.Rejected, "REJECTED"));
