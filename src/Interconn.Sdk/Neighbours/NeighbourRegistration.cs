using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Neighbours;

/// <summary>Registers the client of a neighbouring system, once for the host or once for each name.</summary>
internal static class NeighbourRegistration
{
    /// <summary>How the names of the HTTP clients begin.</summary>
    public const string HttpClientPrefix = "Interconn.Sdk.Neighbours.";

    /// <summary>Registers it. Without a name it is a singleton; with one it is keyed by it.</summary>
    /// <exception cref="InvalidOperationException">It is registered already.</exception>
    public static IHttpClientBuilder Add<TClient, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceCollection services,
        string system,
        string? name,
        Action<TOptions> configure,
        INeighbourFailures failures,
        Func<TOptions, IEnumerable<Uri>> addresses,
        Func<IServiceProvider, NeighbourServices, TOptions, TClient> make)
        where TClient : class
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(TClient) && Equals(service.ServiceKey, name)))
        {
            throw new InvalidOperationException($"The client of {system} {(name is null ? "" : $"named '{name}' ")}is registered twice. Give each address a name of its own.");
        }

        services.AddOptions<TOptions>(name ?? Options.DefaultName).Configure(configure).ValidateOnStart();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, NeighbourHandlerFilter>());
        string httpClientName = HttpClientPrefix + system.Replace(" ", "", StringComparison.Ordinal) + (name is null ? "" : "/" + name);
        if (name is null)
        {
            services.AddSingleton(Make);
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => Make(provider));
        }

        return GuardedHttpClient.Add(services, httpClientName);

        TClient Make(IServiceProvider provider)
        {
            TOptions options = provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name ?? Options.DefaultName);
            var shared = new NeighbourServices(
                system,
                httpClientName,
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TClient).Namespace!),
                failures);
            foreach (Uri address in addresses(options).Where(AddressForm.IsPlain))
            {
                NeighbourLog.Plain(shared.Logger, system, address.GetLeftPart(UriPartial.Authority));
            }

            return make(provider, shared, options);
        }
    }
}
