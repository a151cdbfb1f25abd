using System.Security.Cryptography;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Hosting.Named;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers a node of the interconn protocol.</summary>
public static class InterconnServiceCollectionExtensions
{
    /// <summary>Registers a node from a configuration section, by convention <see cref="InterconnOptions.SectionName"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section.</param>
    /// <returns>A builder for handlers and the HTTP client.</returns>
    public static InterconnBuilder AddInterconn(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddInterconn(configuration, static _ => { });
    }

    /// <summary>Registers a node from a configuration section and then from code, which has the last word.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section.</param>
    /// <param name="configure">Sets what configuration cannot, for instance a key in a hardware module.</param>
    /// <returns>A builder for handlers and the HTTP client.</returns>
    public static InterconnBuilder AddInterconn(
        this IServiceCollection services, IConfiguration configuration, Action<InterconnOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddInterconn(options =>
        {
            configuration.Bind(options);
            configure(options);
        });
    }

    /// <summary>Registers a node from code.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets at least the node's id and key.</param>
    /// <returns>A builder for handlers and the HTTP client.</returns>
    /// <exception cref="InvalidOperationException">A node without a name is registered already.</exception>
    public static InterconnBuilder AddInterconn(this IServiceCollection services, Action<InterconnOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(LocalNode)))
        {
            throw new InvalidOperationException(
                "AddInterconn was called twice. Put the settings of a node into one call; for several nodes in one host give each a name: AddInterconn(\"name\", …).");
        }

        return new InterconnBuilder(services, AddNode(services, configure));
    }

    /// <summary>Registers one of several nodes of a host, from a configuration section. See <see cref="AddInterconn(IServiceCollection, string, Action{InterconnOptions})"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">What the host calls the node.</param>
    /// <param name="configuration">The section of this node.</param>
    /// <returns>A builder for what the node alone has.</returns>
    /// <exception cref="InvalidOperationException">A node of that name is registered already.</exception>
    public static InterconnBuilder AddInterconn(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddInterconn(name, configuration, static _ => { });
    }

    /// <summary>
    /// Registers one of several nodes of a host, from a configuration section and then from code. See <see cref="AddInterconn(IServiceCollection, string, Action{InterconnOptions})"/>.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">What the host calls the node.</param>
    /// <param name="configuration">The section of this node.</param>
    /// <param name="configure">Sets what configuration cannot, for instance a key in a hardware module.</param>
    /// <returns>A builder for what the node alone has.</returns>
    /// <exception cref="InvalidOperationException">A node of that name is registered already.</exception>
    public static InterconnBuilder AddInterconn(
        this IServiceCollection services, string name, IConfiguration configuration, Action<InterconnOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddInterconn(name, options =>
        {
            configuration.Bind(options);
            configure(options);
        });
    }

    /// <summary>
    /// Registers one of several nodes of a host: a platform that serves several institutions has an id, a key, partners and a store for each. A node has services of its own
    /// (<see cref="InterconnBuilder.Services"/>); what it lacks, it takes from the host. From outside it is reached by its name: <c>[FromKeyedServices("name")]</c> for the
    /// client factory, the permit issuer and verifier and the ready-made node, <see cref="GetInterconnServices"/> for everything, <c>MapInterconn("name")</c> for its endpoints.
    /// A node without a name may stand beside.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">What the host calls the node; compared by its exact characters. It is in the logs, as a scope, and partners do not see it.</param>
    /// <param name="configure">Sets at least the node's id and key. Two nodes of a host must not have the same id: the start is then refused.</param>
    /// <returns>A builder for what the node alone has: stores are registered on its <see cref="InterconnBuilder.Services"/>.</returns>
    /// <exception cref="InvalidOperationException">A node of that name is registered already.</exception>
    public static InterconnBuilder AddInterconn(this IServiceCollection services, string name, Action<InterconnOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(NamedNode) && name.Equals(service.ServiceKey)))
        {
            throw new InvalidOperationException($"AddInterconn was called twice for a node named '{name}'. Put its settings into one call, or name the other one differently.");
        }

        var own = new ServiceCollection();
        own.AddSingleton(static provider => provider.GetRequiredService<NamedNode>().Host.GetService<TimeProvider>() ?? TimeProvider.System);
        var builder = new InterconnBuilder(own, AddNode(own, configure), services, name);
        services.AddKeyedSingleton(name, (host, _) => new NamedNode(name, own, host));
        services.AddSingleton(new NodeName(name));
        services.AddSingleton<IHostedService>(host => new NamedNodeService(NamedNode.Of(host, name)));
        builder.Offer<InterconnClientFactory>();
        builder.Offer<PermitIssuer>();
        builder.Offer<PermitVerifier>();
        return builder;
    }

    /// <summary>The services of a node that was registered under a name, with those of the host behind them.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name that <c>AddInterconn</c> was called with.</param>
    /// <returns>The services. Scopes that are opened on them have a scope of the host beside them.</returns>
    /// <exception cref="InvalidOperationException">No node has that name.</exception>
    public static IServiceProvider GetInterconnServices(this IServiceProvider services, string name) => NamedNode.Of(services, name).Services;

    private static IHttpClientBuilder AddNode(IServiceCollection services, Action<InterconnOptions> configure)
    {
        services.AddOptions<InterconnOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InterconnOptions>, InterconnOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TimeLimits>();
        services.AddSingleton<LocalNode>();
        services.AddSingleton<ServerSlot>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InterconnStartup>());
        AddSigning(services);
        AddPermits(services);
        services.TryAddSingleton(static provider => new AddressPolicy(provider.GetRequiredService<LocalNode>().Options));
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services.TryAddSingleton<PartnerConnections>();
        services.TryAddSingleton<PartnerHttpClients>();
        services.TryAddSingleton<ClientServices>();
        services.TryAddSingleton(static provider => new InterconnClientFactory(provider.GetRequiredService<ClientServices>()));
        return AddHttpClient(services);
    }

    private static void AddSigning(IServiceCollection services)
    {
        services.TryAddSingleton<SignatureAlgorithms>();
        services.TryAddSingleton<CredentialReader>();
        services.AddOptions<CertificateTrustOptions>().Configure<IOptions<InterconnOptions>>(static (trust, options) =>
        {
            foreach (string file in options.Value.RootCertificateFiles)
            {
                AddCertificates(trust.AddRootsFromPemFile, file, nameof(InterconnOptions.RootCertificateFiles));
            }

            foreach (string file in options.Value.IntermediateCertificateFiles)
            {
                AddCertificates(trust.AddIntermediatesFromPemFile, file, nameof(InterconnOptions.IntermediateCertificateFiles));
            }

            foreach (string file in options.Value.RevocationListFiles)
            {
                trust.RevocationListFiles.Add(file);
            }

            trust.AcceptOutdatedRevocationLists |= options.Value.AcceptOutdatedRevocationLists;
        });
        services.TryAddSingleton<CertificateTrust>();
        services.TryAddSingleton<ConnectionCertificates>();
        services.TryAddSingleton<IReplayGuard>(static provider => new InMemoryReplayGuard(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<LocalNode>().Options.MaxNoncesPerPartner));
        services.TryAddSingleton(static provider => new InMemoryPartnerDirectory(
            provider.GetRequiredService<LocalNode>(), provider.GetRequiredService<CredentialReader>()));
        services.TryAddSingleton<IPartnerDirectory>(static provider => provider.GetRequiredService<InMemoryPartnerDirectory>());
        services.TryAddSingleton<IPartnerTrustPolicy, PinnedTrustPolicy>();
    }

    private static void AddCertificates(Action<string> add, string file, string setting)
    {
        try
        {
            add(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"Interconn: a file of {setting}, '{file}', cannot be used. {exception.Message} List PEM files with certificates.", exception);
        }
    }

    private static void AddPermits(IServiceCollection services)
    {
        services.TryAddSingleton(static provider =>
        {
            LocalNode node = provider.GetRequiredService<LocalNode>();
            return PermitKeyRing.ForNode(node.SigningKey, node.Options.PermitKey);
        });
        services.TryAddSingleton<IPermitFormat, JwsPermitFormat>();
        services.TryAddSingleton<IPermitStore, InMemoryPermitStore>();
        services.TryAddSingleton(static provider => new PermitIssuer(
            provider.GetRequiredService<LocalNode>().NodeId,
            RequireInstId(provider.GetRequiredService<LocalNode>()),
            provider.GetRequiredService<IPermitFormat>(),
            provider.GetRequiredService<IPermitStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PermitIssuer>>()));
        services.TryAddSingleton(static provider => new PermitVerifier(
            provider.GetRequiredService<LocalNode>().NodeId,
            provider.GetRequiredService<IPermitFormat>(),
            provider.GetRequiredService<IPermitStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PermitVerifier>>()));
    }

    // Not demanded of every node: one that grants nothing can do without.
    private static string RequireInstId(LocalNode node) => node.Options.Node.InstId.Length > 0
        ? node.Options.Node.InstId
        : throw new InvalidOperationException("Interconn: a permit names the institution of its holder. Set Node.InstId.");

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SigningHandlerFilter>());
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>, PartnerHttpClientRecipe>();
        return GuardedHttpClient.Add(services, InterconnClientFactory.HttpClientName);
    }
}
