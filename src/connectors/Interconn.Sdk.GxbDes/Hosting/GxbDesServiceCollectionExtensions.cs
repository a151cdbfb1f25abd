using Interconn.Sdk.GxbDes;
using Interconn.Sdk.GxbDes.Hosting;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>
/// Registers clients of the GXB DES market. Its document does not say how the session of its console is proved, so the client sends no credential: add what your market
/// wants by a handler on the builder that is returned, for instance a header of the session.
/// </summary>
public static class GxbDesServiceCollectionExtensions
{
    /// <summary>Registers the client of one market, from code. It is a singleton <see cref="GxbDesClient"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets at least the address.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host: the session's too. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddGxbDesClient(this IServiceCollection services, Action<GxbDesOptions> configure) => Add(services, name: null, configure);

    /// <summary>Registers the client of one market from a configuration section.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section, with the properties of <see cref="GxbDesOptions"/>.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host: the session's too. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder AddGxbDesClient(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, name: null, options => configuration.Bind(options));
    }

    /// <summary>Registers the client of one of several markets. It is a singleton <see cref="GxbDesClient"/> keyed by <paramref name="name"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name of the market.</param>
    /// <param name="configure">Sets at least the address.</param>
    /// <returns>The builder of its HTTP client, for handlers of the host: the session's too. What may not be repeated is sent once whatever they do.</returns>
    /// <exception cref="InvalidOperationException">The name is registered already.</exception>
    public static IHttpClientBuilder AddGxbDesClient(this IServiceCollection services, string name, Action<GxbDesOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(services, name, configure);
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string? name, Action<GxbDesOptions> configure)
    {
        IHttpClientBuilder builder = NeighbourRegistration.Add<GxbDesClient, GxbDesOptions>(
            services,
            GxbDesOptionsValidator.System,
            name,
            configure,
            GxbDesFailures.Instance,
            static options => [options.Address!],
            static (_, shared, options) => new GxbDesClient(shared, options));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GxbDesOptions>, GxbDesOptionsValidator>());
        return builder;
    }
}
