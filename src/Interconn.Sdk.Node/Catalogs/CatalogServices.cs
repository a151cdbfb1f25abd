using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>Registers catalogues without entries, for the kinds of which the host has none.</summary>
internal static class CatalogServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<IDatasetCatalog>(new InMemoryDatasetCatalog([]));
        services.TryAddSingleton<IProjectCatalog>(new InMemoryProjectCatalog([]));
        services.TryAddSingleton<IComponentCatalog>(new InMemoryComponentCatalog([]));
    }
}
