using Interconn.Sdk.Audits;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>The confirmation of an audit, which the audits of all resources share.</summary>
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

    // An object in all five, though the standard prints a string in 8.2 and 9.2.
    public static string ApprovalJson(string auditId, string type, string resourceId) => $$$"""
        {"audit_id":"{{{auditId}}}","status":"APPROVED","resource_permit":{"token":"opaque/+=.token","resource_level":2,
        "resource_type":"{{{type}}}","resource_id":"{{{resourceId}}}","resource_node_id":"JG0100001100000000","resource_inst_id":"JG01",
        "request_node_id":"LX0000010000280","request_inst_id":"LX01","time_limit":1798761600000,"times_limit":3}}
        """;
}
