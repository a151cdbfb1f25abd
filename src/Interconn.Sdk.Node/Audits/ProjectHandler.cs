using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Serves chapter 5: projects from the host's catalogue, as far as the caller takes part in them, their audits from this node's.</summary>
internal sealed class ProjectHandler(IProjectCatalog catalog, AuditIntake audits) : IProjectHandler
{
    public Task ApplyAuditAsync(ProjectAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ApplyAsync(AuditDraft.Of(request), context, admitAsync: null, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ConfirmAsync(AuditResource.Project, request, context, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.TerminateAsync(AuditResource.Project, request, context, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.QueryAsync(AuditResource.Project, request, context, cancellationToken);

    public async Task<Page<ProjectSummary>> ListAsync(ProjectListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        await catalog.ListAsync(PageWindow.Of(request, context.MaxPageSize), context, cancellationToken).ConfigureAwait(false);

    public async Task<ProjectDetail> QueryAsync(ProjectQuery request, InterconnContext context, CancellationToken cancellationToken)
    {
        ProjectDetail? project = await catalog.FindAsync(request.ProjectId, context, cancellationToken).ConfigureAwait(false);
        return project is not null && project.Nodes.Any(node => string.Equals(node.NodeId, context.CallerNodeId, StringComparison.Ordinal))
            ? project
            : throw new InterconnException(InterconnCodes.NotFound, $"There is no project {request.ProjectId} in which the caller takes part.");
    }
}
