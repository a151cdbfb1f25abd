using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>A contract or an audit that is due, one of the two, as it was read.</summary>
internal readonly record struct DueItem(ContractRecord? Contract, AuditRecord? Audit)
{
    public string PartnerNodeId => Contract?.PartnerNodeId ?? Audit!.PartnerNodeId;

    public ApprovalId Id => Contract is null ? new ApprovalId(Audit!.Key) : new ApprovalId(Contract.Key);

    public DueTask TaskAt(DateTimeOffset now) => Contract is null
        ? TaskOf(Audit!.StatusAt(now), Audit.Role)
        : TaskOf(Contract.StatusAt(now), Contract.Role);

    private static DueTask TaskOf(ApprovalStatus status, PartyRole role) => (status, role) switch
    {
        (ApprovalStatus.Applied, PartyRole.Holder) => DueTask.Decide,
        (ApprovalStatus.Applied or ApprovalStatus.Approved, _) => DueTask.Inquire,
        _ => DueTask.Finish,
    };
}
