using Interconn.Sdk.HuaweiBcs;
using Interconn.Sdk.HuaweiBcs.Hosting;
using Interconn.Sdk.HuaweiBcs.Protocol;
using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers clients of the Huawei Cloud BCS data share.</summary>
public static class HuaweiBcsServiceCollectionExtensions
{
    /// <summary>Registers the client of one instance, from code. It is a singleton <see cref="HuaweiBcsClient"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets at least the address.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddHuaweiBcsClient(this IServiceCollection services, Action<HuaweiBcsOptions> configure) => Add(services, name: null, configure);

    /// <summary>Registers the client of one instance from a configuration section.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section, with the properties of <see cref="HuaweiBcsOptions"/>.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddHuaweiBcsClient(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, name: null, options => configuration.Bind(options));
    }

    /// <summary>Registers the client of one of several instances. It is a singleton <see cref="HuaweiBcsClient"/> keyed by <paramref name="name"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name of the instance.</param>
    /// <param name="configure">Sets at least the address.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">The name is registered already.</exception>
    public static IHttpClientBuilder AddHuaweiBcsClient(this IServiceCollection services, string name, Action<HuaweiBcsOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(services, name, configure);
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? name, Action<HuaweiBcsOptions> configure)
    {
        IHttpClientBuilder builder = NeighbourRegistration.Add<HuaweiBcsClient, HuaweiBcsOptions>(
            services,
            HuaweiBcsOptionsValidator.System,
            name,
            configure,
            HuaweiBcsFailures.Instance,
            static options => [options.Address!],
            static (_, shared, options) => new HuaweiBcsClient(shared, options));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HuaweiBcsOptions>, HuaweiBcsOptionsValidator>());
        return builder;
    }
}
