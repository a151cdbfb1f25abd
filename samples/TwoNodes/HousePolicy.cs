using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace TwoNodes;

/// <summary>What a host decides by program: here everything is approved but the use of risk lists. What it leaves waits for a person.</summary>
internal sealed class HousePolicy : IApprovalPolicy
{
    public const string NeverLent = "d-90";

    public ValueTask<ApprovalDirective> DecideContractAsync(ContractRecord contract, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ApprovalDirective.Approve());

    public ValueTask<ApprovalDirective> DecideAuditAsync(AuditRecord audit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(audit.ResourceId == NeverLent ? ApprovalDirective.Reject : ApprovalDirective.Approve());
}
