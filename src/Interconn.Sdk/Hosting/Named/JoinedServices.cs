using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>The services of a named node, and behind them those of its host.</summary>
/// <param name="own">The node's.</param>
/// <param name="host">The host's, of the same scope.</param>
/// <param name="types">What the node has.</param>
/// <param name="isForHost">Whether HTTP clients are those of the host, where it has any.</param>
internal sealed class JoinedServices(IServiceProvider own, Func<IServiceProvider> host, OwnTypes types, bool isForHost)
    : IKeyedServiceProvider, IServiceProviderIsKeyedService, IServiceScopeFactory
{
    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceScopeFactory)
            || serviceType == typeof(IServiceProviderIsService) || serviceType == typeof(IServiceProviderIsKeyedService))
        {
            return this;
        }

        return IsHosts(serviceType) ? host().GetService(serviceType) : own.GetService(serviceType);
    }

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        types.Has(serviceType, serviceKey) ? ((IKeyedServiceProvider)own).GetKeyedService(serviceType, serviceKey) : HostKeyed.GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => types.Has(serviceType, serviceKey)
        ? ((IKeyedServiceProvider)own).GetRequiredKeyedService(serviceType, serviceKey)
        : HostKeyed.GetRequiredKeyedService(serviceType, serviceKey);

    public bool IsService(Type serviceType) => types.Has(serviceType) || (!OwnTypes.IsOfANode(serviceType) && IsOf(host(), serviceType));

    public bool IsKeyedService(Type serviceType, object? serviceKey) =>
        types.Has(serviceType, serviceKey) || host().GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(serviceType, serviceKey) == true;

    public IServiceScope CreateScope()
    {
        AsyncServiceScope scope = own.CreateAsyncScope();
        ScopeServices services = scope.ServiceProvider.GetRequiredService<ScopeServices>();
        return new JoinedScope(scope, isForHost ? services.ForHost : services.ForNode);
    }

    private IKeyedServiceProvider HostKeyed => host() as IKeyedServiceProvider
        ?? throw new InvalidOperationException("The container of the host knows no keyed services.");

    private bool IsHosts(Type serviceType)
    {
        if (types.IsForeignOptions(serviceType))
        {
            return IsOf(host(), serviceType);
        }

        // Every container has an empty list of what it does not know.
        bool isList = serviceType.IsConstructedGenericType && serviceType.GetGenericTypeDefinition() == typeof(IEnumerable<>);
        Type wanted = isList ? serviceType.GetGenericArguments()[0] : serviceType;
        return !OwnTypes.IsOfANode(wanted) && (!types.Has(wanted) || (isForHost && IsHttp(wanted) && IsOf(host(), wanted)));
    }

    private static bool IsHttp(Type serviceType) => serviceType == typeof(IHttpClientFactory) || serviceType == typeof(IHttpMessageHandlerFactory);

    private static bool IsOf(IServiceProvider services, Type serviceType) => services.GetService<IServiceProviderIsService>()?.IsService(serviceType) == true;
}
