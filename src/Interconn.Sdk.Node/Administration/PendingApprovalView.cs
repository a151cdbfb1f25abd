using Interconn.Sdk.Node.Approvals;

namespace Interconn.Sdk.Node.Administration;

/// <summary>Something that waits for a person.</summary>
internal sealed record PendingApprovalView(string Id, DateTimeOffset AppliedAt, ContractView? Contract, AuditView? Audit)
{
    public static PendingApprovalView Of(PendingApproval approval, DateTimeOffset now) => new(
        approval.Id.ToString(),
        approval.AppliedAt,
        approval.Contract is null ? null : ContractView.Of(approval.Contract, now),
        approval.Audit is null ? null : AuditView.Of(approval.Audit, now));
}
