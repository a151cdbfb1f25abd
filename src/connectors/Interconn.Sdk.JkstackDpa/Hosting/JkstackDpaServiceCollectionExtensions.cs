using Interconn.Sdk.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Hosting;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers clients of the JKStack DPA.</summary>
public static class JkstackDpaServiceCollectionExtensions
{
    /// <summary>Registers the client of one platform, from code. It is a singleton <see cref="JkstackDpaClient"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets at least the address, the client id and the client secret.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddJkstackDpaClient(this IServiceCollection services, Action<JkstackDpaOptions> configure) => Add(services, name: null, configure);

    /// <summary>Registers the client of one platform from a configuration section.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section, with the properties of <see cref="JkstackDpaOptions"/>.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddJkstackDpaClient(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, name: null, options => configuration.Bind(options));
    }

    /// <summary>Registers the client of one of several platforms. It is a singleton <see cref="JkstackDpaClient"/> keyed by <paramref name="name"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name of the platform.</param>
    /// <param name="configure">Sets at least the address, the client id and the client secret.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">The name is registered already.</exception>
    public static IHttpClientBuilder AddJkstackDpaClient(this IServiceCollection services, string name, Action<JkstackDpaOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(services, name, configure);
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? name, Action<JkstackDpaOptions> configure)
    {
        IHttpClientBuilder builder = NeighbourRegistration.Add<JkstackDpaClient, JkstackDpaOptions>(
            services,
            JkstackDpaOptionsValidator.System,
            name,
            configure,
            JkstackDpaFailures.Instance,
            static options => [options.Address!],
            static (_, shared, options) => new JkstackDpaClient(shared, options));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JkstackDpaOptions>, JkstackDpaOptionsValidator>());
        return builder;
    }
}
