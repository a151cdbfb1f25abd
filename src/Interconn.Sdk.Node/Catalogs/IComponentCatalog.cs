using Interconn.Sdk.Components;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>The components of the host's platform. Made anew for each request, so it may take scoped services.</summary>
public interface IComponentCatalog
{
    /// <summary>Lists components, in a stable order (6.1).</summary>
    /// <param name="query">What is asked for: a category, a developer, or all.</param>
    /// <param name="window">Which of them.</param>
    /// <param name="context">Who asks: a partner with a contract in force.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The page, with the honest total.</returns>
    ValueTask<Page<ComponentSummary>> ListAsync(ComponentListQuery query, PageWindow window, InterconnContext context, CancellationToken cancellationToken);

    /// <summary>Finds a component (6.2).</summary>
    /// <param name="code">Its code.</param>
    /// <param name="version">Its version.</param>
    /// <param name="context">Who asks: a partner with a contract in force.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The component, or null.</returns>
    ValueTask<ComponentDetail?> FindAsync(string code, string version, InterconnContext context, CancellationToken cancellationToken);
}
