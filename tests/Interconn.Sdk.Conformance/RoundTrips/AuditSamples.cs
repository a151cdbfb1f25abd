using Interconn.Sdk.Audits;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>
/// The confirmation of an audit, which the audits of all resources share: with an object in all five, though the standard prints a string in
/// 8.2 and 9.2.
/// </summary>
internal static class AuditSamples
{
    public static AuditConfirmation Approval(string auditId, ResourceType type, string resourceId) => new()
    {
        AuditId = auditId,
        Status = ApprovalDecision.Approved,
        ResourcePermit = new ResourcePermit
        {
            Token = "opaque/+=.token",
            ResourceLevel = 2,
            ResourceType = type,
            ResourceId = resourceId,
            ResourceNodeId = "JG0100001100000000",
            ResourceInstId = "JG01",
            RequestNodeId = "LX0000010000280",
            RequestInstId = "LX01",
            TimeLimit = DateTimeOffset.FromUnixTimeMilliseconds(1798761600000),
            TimesLimit = 3,
        },
    };
}
