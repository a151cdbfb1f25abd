using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>The projects of the host. Made anew for each request, so it may take scoped services.</summary>
public interface IProjectCatalog
{
    /// <summary>Lists the projects in which a node takes part, in a stable order (5.5).</summary>
    /// <param name="window">Which of them.</param>
    /// <param name="context">Who asks (<see cref="InterconnContext.CallerNodeId"/>); no other project may be in the list.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The page, with the honest total.</returns>
    ValueTask<Page<ProjectSummary>> ListAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken);

    /// <summary>Finds a project (5.6).</summary>
    /// <param name="projectId">Its id.</param>
    /// <param name="context">Who asks. Where it is not among the project's nodes, the node says that there is none, whatever is returned here.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The project, or null.</returns>
    ValueTask<ProjectDetail?> FindAsync(string projectId, InterconnContext context, CancellationToken cancellationToken);
}
