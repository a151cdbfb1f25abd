using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>What the upkeep has done with audits.</summary>
internal interface IAuditUpkeep
{
    /// <summary>Carries out what was said of an application.</summary>
    Task<AuditRecord> DecideAsync(AuditKey key, ApprovalDirective directive, CancellationToken cancellationToken);

    /// <summary>Asks the partner where an audit stands, acts on the answer, and plans the next question.</summary>
    Task<ApprovalStatus> InquireAsync(AuditKey key, CancellationToken cancellationToken);

    /// <summary>Ends an audit whose contract is over, and what still hangs on one that has ended.</summary>
    Task FinishAsync(AuditKey key, CancellationToken cancellationToken);
}
