using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Administration;

/// <summary>A permit that this node issued.</summary>
internal sealed record IssuedPermitView(
    string PermitId,
    string UserNodeId,
    string ResourceType,
    string ResourceId,
    int Level,
    DateTimeOffset IssuedAt,
    DateTimeOffset? TimeLimit,
    int? TimesLimit,
    long Uses,
    DateTimeOffset? RevokedAt,
    string Outcome,
    string? ContractId,
    string? AuditId)
{
    public static IssuedPermitView Of(PermitRecord permit, DateTimeOffset now) => new(
        permit.PermitId,
        permit.UserNodeId,
        permit.ResourceType.Value,
        permit.ResourceId,
        permit.Level,
        permit.IssuedAt,
        permit.TimeLimit,
        permit.TimesLimit,
        permit.Uses,
        permit.RevokedAt,
        permit.OutcomeAt(now).ToString(),
        permit.ContractId,
        permit.AuditId);
}
