using System.Text.Json;
using Interconn.Sdk.Node.Audits;

namespace Interconn.Sdk.Node.Administration;

/// <summary>An audit as the administrator's routes show it: the application whole, of a permit that was received all but its token.</summary>
internal sealed record AuditView(
    string Resource,
    string PartnerNodeId,
    string AuditId,
    string Role,
    string Status,
    string ContractId,
    string ResourceId,
    string? ProjectId,
    JsonElement Application,
    DateTimeOffset AppliedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? EndedAt,
    string? EndReason,
    bool AwaitsPerson,
    bool AwaitsConfirmation,
    string? PermitId,
    HeldPermitView? Permit)
{
    public static AuditView Of(AuditRecord audit, DateTimeOffset now) => new(
        audit.Resource.ToString(),
        audit.PartnerNodeId,
        audit.AuditId,
        audit.Role.ToString(),
        audit.StatusAt(now).ToString(),
        audit.ContractId,
        audit.ResourceId,
        audit.ProjectId,
        JsonElement.Parse(audit.ApplicationJson),
        audit.AppliedAt,
        audit.ApprovedAt,
        audit.EndedAt,
        audit.EndReason?.ToString(),
        audit.AwaitsPerson,
        audit.AwaitsConfirmation,
        audit.PermitId,
        audit.ReceivedPermit is null ? null : HeldPermitView.Of(audit.ReceivedPermit));
}
