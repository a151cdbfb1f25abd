using Interconn.Sdk.Components;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>Serves chapter 6 from the host's catalogue.</summary>
internal sealed class ComponentHandler(IComponentCatalog catalog) : IComponentHandler
{
    public async Task<Page<ComponentSummary>> ListAsync(ComponentListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        await catalog.ListAsync(request, PageWindow.Of(request, context.MaxPageSize), context, cancellationToken).ConfigureAwait(false);

    public async Task<ComponentDetail> QueryAsync(ComponentQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        await catalog.FindAsync(request.Code, request.Version, context, cancellationToken).ConfigureAwait(false)
        ?? throw new InterconnException(InterconnCodes.NotFound, $"There is no component {request.Code} {request.Version}.");
}
