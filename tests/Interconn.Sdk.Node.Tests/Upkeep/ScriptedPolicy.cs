using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Tests.Upkeep;

/// <summary>Decides by the script of its test.</summary>
internal sealed class ScriptedPolicy(PolicyScript script) : IApprovalPolicy, IDisposable
{
    public ValueTask<ApprovalDirective> DecideContractAsync(ContractRecord contract, CancellationToken cancellationToken) =>
        script.DecideAsync(this, contract.ContractId, cancellationToken);

    public ValueTask<ApprovalDirective> DecideAuditAsync(AuditRecord audit, CancellationToken cancellationToken) =>
        script.DecideAsync(this, audit.AuditId, cancellationToken);

    public void Dispose() => script.Dispose(this);
}
