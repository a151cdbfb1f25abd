using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Audits;

/// <summary>Where a contract or an audit stands in its life (3.5, 4.6, 5.4, 7.4, 9.4). A closed set.</summary>
[JsonConverter(typeof(ApprovalStatusConverter))]
public enum ApprovalStatus
{
    /// <summary><c>APPLIED</c>: asked for, not decided.</summary>
    Applied,

    /// <summary><c>APPROVED</c>: in force.</summary>
    Approved,

    /// <summary><c>REJECTED</c>: refused, for good.</summary>
    Rejected,

    /// <summary><c>TERMINATED</c>: ended by one of the two sides, or expired.</summary>
    Terminated,
}

internal sealed class ApprovalStatusConverter() : ClosedEnumConverter<ApprovalStatus>(
    (ApprovalStatus.Applied, "APPLIED"),
    (ApprovalStatus.Approved, "APPROVED"),
    (ApprovalStatus.Rejected, "REJECTED"),
    (ApprovalStatus.Terminated, "TERMINATED"));
