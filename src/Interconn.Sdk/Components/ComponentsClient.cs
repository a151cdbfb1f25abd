using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Components;

internal sealed class ComponentsClient(ISendCore core) : IComponentsApi
{
    public Task<Page<ComponentSummary>> ListAsync(ComponentListQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ListComponents, request, cancellationToken);

    public Task<ComponentDetail> QueryAsync(ComponentQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryComponent, request, cancellationToken);
}
