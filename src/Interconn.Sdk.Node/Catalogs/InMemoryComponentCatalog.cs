using Interconn.Sdk.Components;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>Components that are given once: for hosts with few of them, and for tests. Listed in the order in which they were given.</summary>
public sealed class InMemoryComponentCatalog : IComponentCatalog
{
    private readonly Dictionary<(string Code, string Version), ComponentDetail> components = [];
    private readonly List<ComponentSummary> summaries = [];

    /// <summary>Makes a catalogue.</summary>
    /// <param name="components">The components.</param>
    /// <exception cref="ArgumentException">Two have the same code and version.</exception>
    public InMemoryComponentCatalog(IEnumerable<ComponentDetail> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        foreach (ComponentDetail component in components)
        {
            if (!this.components.TryAdd((component.Code, component.Version), component))
            {
                throw new ArgumentException(
                    $"The component {component.Code} {component.Version} is there twice. Give each a code, or a version, of its own.", nameof(components));
            }

            summaries.Add(SummaryOf(component));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<ComponentSummary>> ListAsync(
        ComponentListQuery query, PageWindow window, InterconnContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        bool isMeant(ComponentSummary component) =>
            (query.Category is null || component.Category == query.Category) && (query.Developer is null || component.Developer == query.Developer);
        return ValueTask.FromResult(window.Cut(query is { Category: null, Developer: null } ? summaries : [.. summaries.Where(isMeant)]));
    }

    /// <inheritdoc/>
    public ValueTask<ComponentDetail?> FindAsync(string code, string version, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(components.GetValueOrDefault((code, version)));

    private static ComponentSummary SummaryOf(ComponentDetail component) => new()
    {
        Code = component.Code,
        Version = component.Version,
        Category = component.Category,
        Developer = component.Developer,
    };
}
