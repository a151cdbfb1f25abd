using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Components;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Projects;
using Microsoft.Extensions.DependencyInjection.Extensions;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Gives a ready-made node what it shows its partners. Of each kind there is one catalogue: the last that is added.</summary>
public static class CatalogBuilderExtensions
{
    /// <summary>Adds the host's datasets. The catalogue is made anew for each request, so it may take scoped services.</summary>
    /// <typeparam name="TCatalog">The catalogue.</typeparam>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddDatasetCatalog<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCatalog>(this InterconnBuilder builder)
        where TCatalog : class, IDatasetCatalog => Replace(builder, ServiceDescriptor.Scoped<IDatasetCatalog, TCatalog>());

    /// <summary>Adds the host's projects. The catalogue is made anew for each request, so it may take scoped services.</summary>
    /// <typeparam name="TCatalog">The catalogue.</typeparam>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddProjectCatalog<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCatalog>(this InterconnBuilder builder)
        where TCatalog : class, IProjectCatalog => Replace(builder, ServiceDescriptor.Scoped<IProjectCatalog, TCatalog>());

    /// <summary>Adds the components of the host's platform. The catalogue is made anew for each request, so it may take scoped services.</summary>
    /// <typeparam name="TCatalog">The catalogue.</typeparam>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddComponentCatalog<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCatalog>(this InterconnBuilder builder)
        where TCatalog : class, IComponentCatalog => Replace(builder, ServiceDescriptor.Scoped<IComponentCatalog, TCatalog>());

    /// <summary>Adds datasets that stay as they are while the host runs.</summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <param name="datasets">All of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public static InterconnBuilder AddDatasets(this InterconnBuilder builder, params IEnumerable<CatalogDataset> datasets) =>
        Replace(builder, ServiceDescriptor.Singleton<IDatasetCatalog>(new InMemoryDatasetCatalog(datasets)));

    /// <summary>Adds projects that stay as they are while the host runs.</summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <param name="projects">All of them, each with the nodes that take part: only those find it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public static InterconnBuilder AddProjects(this InterconnBuilder builder, params IEnumerable<ProjectDetail> projects) =>
        Replace(builder, ServiceDescriptor.Singleton<IProjectCatalog>(new InMemoryProjectCatalog(projects)));

    /// <summary>Adds components that stay as they are while the host runs.</summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <param name="components">All of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Two have the same code and version.</exception>
    public static InterconnBuilder AddComponents(this InterconnBuilder builder, params IEnumerable<ComponentDetail> components) =>
        Replace(builder, ServiceDescriptor.Singleton<IComponentCatalog>(new InMemoryComponentCatalog(components)));

    private static InterconnBuilder Replace(InterconnBuilder builder, ServiceDescriptor catalog)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(catalog);
        return builder;
    }
}
