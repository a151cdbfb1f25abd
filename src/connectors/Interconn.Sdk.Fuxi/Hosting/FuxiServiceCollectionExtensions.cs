using Interconn.Sdk.Fuxi;
using Interconn.Sdk.Fuxi.Hosting;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers clients of FUXI IS CA.</summary>
public static class FuxiServiceCollectionExtensions
{
    /// <summary>Registers the client of one system, from code. It is a singleton <see cref="FuxiClient"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the addresses, unless they are the document's.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddFuxiClient(this IServiceCollection services, Action<FuxiOptions> configure) => Add(services, name: null, configure);

    /// <summary>Registers the client of one system from a configuration section.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section, with the properties of <see cref="FuxiOptions"/>.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddFuxiClient(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, name: null, options => configuration.Bind(options));
    }

    /// <summary>Registers the client of one of several systems. It is a singleton <see cref="FuxiClient"/> keyed by <paramref name="name"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name of the system.</param>
    /// <param name="configure">Sets the addresses, unless they are the document's.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">The name is registered already.</exception>
    public static IHttpClientBuilder AddFuxiClient(this IServiceCollection services, string name, Action<FuxiOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(services, name, configure);
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? name, Action<FuxiOptions> configure)
    {
        IHttpClientBuilder builder = NeighbourRegistration.Add<FuxiClient, FuxiOptions>(
            services,
            FuxiOptionsValidator.System,
            name,
            configure,
            FuxiFailures.Instance,
            static options => [options.AdminAddress!, options.PublicAddress!],
            static (_, shared, options) => new FuxiClient(shared, options));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FuxiOptions>, FuxiOptionsValidator>());
        return builder;
    }
}
