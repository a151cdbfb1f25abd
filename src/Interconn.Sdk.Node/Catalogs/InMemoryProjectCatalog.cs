using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>Projects that are given once: for hosts with few of them, and for tests. Listed in the order in which they were given.</summary>
public sealed class InMemoryProjectCatalog : IProjectCatalog
{
    private readonly Dictionary<string, ProjectDetail> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProjectSummary>> summariesOfNodes = new(StringComparer.Ordinal);

    /// <summary>Makes a catalogue.</summary>
    /// <param name="projects">The projects, each with the nodes that take part.</param>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public InMemoryProjectCatalog(IEnumerable<ProjectDetail> projects)
    {
        ArgumentNullException.ThrowIfNull(projects);
        foreach (ProjectDetail project in projects)
        {
            if (!this.projects.TryAdd(project.ProjectId, project))
            {
                throw new ArgumentException($"The project {project.ProjectId} is there twice. Give each an id of its own.", nameof(projects));
            }

            ProjectSummary summary = SummaryOf(project);
            foreach (string nodeId in project.Nodes.Select(static node => node.NodeId).Distinct(StringComparer.Ordinal))
            {
                if (!summariesOfNodes.TryGetValue(nodeId, out List<ProjectSummary>? ofNode))
                {
                    summariesOfNodes.Add(nodeId, ofNode = []);
                }

                ofNode.Add(summary);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<ProjectSummary>> ListAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(window.Cut(summariesOfNodes.GetValueOrDefault(context.CallerNodeId) ?? []));
    }

    /// <inheritdoc/>
    public ValueTask<ProjectDetail?> FindAsync(string projectId, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(projects.GetValueOrDefault(projectId));

    private static ProjectSummary SummaryOf(ProjectDetail project) => new()
    {
        ProjectId = project.ProjectId,
        Name = project.Name,
        Description = project.Description,
        Type = project.Type,
    };
}
