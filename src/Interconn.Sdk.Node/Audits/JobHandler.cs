using Interconn.Sdk.Audits;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Serves chapter 8: the audits of jobs.</summary>
internal sealed class JobHandler(AuditIntake audits) : IJobHandler
{
    public Task ApplyAuditAsync(JobAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ApplyAsync(AuditDraft.Of(request), context, admitAsync: null, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ConfirmAsync(AuditResource.Job, request, context, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.TerminateAsync(AuditResource.Job, request, context, cancellationToken);
}
