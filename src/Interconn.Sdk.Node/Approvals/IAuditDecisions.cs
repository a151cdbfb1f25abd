using Interconn.Sdk.Node.Audits;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>Does what was decided on an audit.</summary>
internal interface IAuditDecisions
{
    /// <summary>Approves, rejects, or leaves an audit to a person.</summary>
    Task<AuditRecord> DecideAsync(AuditKey key, ApprovalDirective directive, CancellationToken cancellationToken);
}
