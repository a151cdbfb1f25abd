using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

internal sealed class ProjectsClient(ISendCore core) : IProjectsApi
{
    public Task ApplyAuditAsync(ProjectAuditApplication request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ApplyProjectAudit, request, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ConfirmProjectAudit, request, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.TerminateProjectAudit, request, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryProjectAudit, request, cancellationToken);

    public Task<Page<ProjectSummary>> ListAsync(ProjectListQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ListProjects, request, cancellationToken);

    public Task<ProjectDetail> QueryAsync(ProjectQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryProject, request, cancellationToken);
}
