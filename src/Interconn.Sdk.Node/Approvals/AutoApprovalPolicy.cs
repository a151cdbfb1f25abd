using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>Approves whatever may be approved without a person, as it was asked for. For samples and tests.</summary>
internal sealed class AutoApprovalPolicy : IApprovalPolicy
{
    public ValueTask<ApprovalDirective> DecideContractAsync(ContractRecord contract, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ApprovalDirective.Approve());

    public ValueTask<ApprovalDirective> DecideAuditAsync(AuditRecord audit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ApprovalDirective.Approve());
}
