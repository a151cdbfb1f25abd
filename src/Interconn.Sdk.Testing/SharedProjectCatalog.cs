using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Testing;

/// <summary>One project, in which the partner and whoever asks take part: a test need not say beforehand who that will be.</summary>
internal sealed class SharedProjectCatalog(LocalNode node) : IProjectCatalog
{
    private const string ProjectId = "prj-credit";

    public ValueTask<Page<ProjectSummary>> ListAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken)
    {
        ProjectDetail project = ProjectWith(context.CallerNodeId);
        return ValueTask.FromResult(window.Cut(
        [
            new ProjectSummary { ProjectId = project.ProjectId, Name = project.Name, Description = project.Description, Type = project.Type },
        ]));
    }

    public ValueTask<ProjectDetail?> FindAsync(string projectId, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(projectId == ProjectId ? ProjectWith(context.CallerNodeId) : null);

    private ProjectDetail ProjectWith(string callerNodeId) => new()
    {
        ProjectId = ProjectId,
        Name = "credit scoring",
        Description = "A model of overdue loans, trained by two nodes.",
        Type = ProjectType.HeteroFl,
        Nodes = [Own(), Other(callerNodeId)],
        Datasets = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [node.NodeId] = ["ds-customers", "ds-loans"] },
    };

    private NodeInfo Own() => new()
    {
        NodeId = node.NodeId,
        Name = node.Options.Node.Name,
        Address = node.Options.Node.Address?.OriginalString ?? "",
        Description = node.Options.Node.Description,
        InstId = node.Options.Node.InstId,
        Institution = node.Options.Node.Institution,
        System = node.Options.Node.System,
        SystemVersion = node.Options.Node.SystemVersion,
    };

    // Of the other only the id is said: the rest is for it to say itself (3.6).
    private static NodeInfo Other(string nodeId) => new()
    {
        NodeId = nodeId,
        Name = nodeId,
        Address = "",
        InstId = "",
        Institution = "",
        System = "",
        SystemVersion = "",
    };
}
