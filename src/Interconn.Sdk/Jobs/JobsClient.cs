using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

internal sealed class JobsClient(ISendCore core) : IJobsApi
{
    public Task ApplyAuditAsync(JobAuditApplication request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ApplyJobAudit, request, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ConfirmJobAudit, request, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.TerminateJobAudit, request, cancellationToken);
}
