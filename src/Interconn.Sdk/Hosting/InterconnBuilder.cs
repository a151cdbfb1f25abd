using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting;

/// <summary>Adds to a node that <c>AddInterconn</c> registered.</summary>
public sealed class InterconnBuilder
{
    // Those of the host, where Services are those of a node with a name.
    private readonly IServiceCollection? host;

    internal InterconnBuilder(IServiceCollection services, IHttpClientBuilder httpClient, IServiceCollection? host = null, string? name = null)
    {
        Services = services;
        HttpClient = httpClient;
        this.host = host;
        Name = name;
    }

    /// <summary>What the host calls the node; null for the one without a name.</summary>
    public string? Name { get; }

    /// <summary>
    /// The services of the host; of a node with a name, its own: what is registered there is for this node alone, and may take services of the host.
    /// </summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// The HTTP client behind all partners: add handlers (retries, limits), or replace the primary one for a proxy or client
    /// certificates. Signing stays innermost, whatever is added. A primary handler of your own must not follow redirects. Partners whose address is their
    /// own word (3.1, 3.4) are called by a second client that is made by the same calls, so return new handlers each time; its primary handler must be a
    /// <see cref="SocketsHttpHandler"/>, whose connections are then held against <see cref="InterconnOptions.OfferedAddresses"/>. Where it has a Proxy or
    /// a ConnectCallback of yours, holding them is yours too.
    /// </summary>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>
    /// Registers a class that serves the endpoints of one or more resources: it implements one or more of the handler interfaces,
    /// <see cref="INodeHandler"/>, <see cref="IDatasetHandler"/> and so on. Made anew for each request, so it may take scoped services. A class that the host has
    /// registered before this call lives as long as the host said there.
    /// </summary>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The class implements none of the interfaces, or one that another class serves already.</exception>
    public InterconnBuilder AddHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class
    {
        bool any = false;
        any |= Add<INodeHandler, THandler>();
        any |= Add<IDatasetHandler, THandler>();
        any |= Add<IProjectHandler, THandler>();
        any |= Add<IComponentHandler, THandler>();
        any |= Add<IFlowHandler, THandler>();
        any |= Add<IJobHandler, THandler>();
        any |= Add<IModelHandler, THandler>();
        return any
            ? this
            : throw new InvalidOperationException(
                $"{typeof(THandler)} serves no resource. Let it implement INodeHandler, IDatasetHandler, IProjectHandler, IComponentHandler, "
                + "IFlowHandler, IJobHandler or IModelHandler.");
    }

    /// <summary>Lets the host ask for a singleton of the node by the node's name.</summary>
    internal void Offer<T>()
        where T : class =>
        host?.AddKeyedSingleton(Name, static (services, name) => services.GetInterconnServices((string)name!).GetRequiredService<T>());

    private bool Add<TInterface, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TInterface : class
        where THandler : class
    {
        if (!typeof(TInterface).IsAssignableFrom(typeof(THandler)))
        {
            return false;
        }

        if (Services.Any(service => service.ServiceType == typeof(TInterface)))
        {
            throw new InvalidOperationException(
                $"{typeof(TInterface).Name} is served already; {typeof(THandler)} cannot serve it too. Register one handler for each interface.");
        }

        // Transient: a call asks once, and what a scope has to remember costs each call a table of its own.
        ServiceDescriptor? own = Services.Concat(host ?? Enumerable.Empty<ServiceDescriptor>()).LastOrDefault(static service => service.ServiceType == typeof(THandler) && !service.IsKeyedService);
        Services.Add(own is null
            ? ServiceDescriptor.Transient(typeof(TInterface), typeof(THandler))
            : ServiceDescriptor.Describe(typeof(TInterface), static provider => provider.GetRequiredService<THandler>(), own.Lifetime));
        return true;
    }
}
