using System.Net;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Testing;

/// <summary>
/// A complete partner for the tests of a host: a ready-made node on Kestrel, on a loopback port of its own, with everything in memory. It speaks plain http, takes
/// addresses on loopback, and trusts the keys that come from there. It reads no configuration, no environment variables, and writes no log unless it is told to.
/// </summary>
public sealed class PartnerNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SigningKey? ownKey;
    private readonly LocalNode node;

    private PartnerNode(WebApplication app, SigningKey? ownKey)
    {
        this.app = app;
        this.ownKey = ownKey;
        node = app.Services.GetRequiredService<LocalNode>();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        // The port is the system's choice, so that the node cannot say where it is before it has started.
        node.Options.Node.Address = Address;
    }

    /// <summary>The partner's id.</summary>
    public string NodeId => node.NodeId;

    /// <summary>Where the partner serves: <c>http</c>, <c>127.0.0.1</c> and its port.</summary>
    public Uri Address { get; }

    /// <summary>The fingerprint of the partner's present key, SHA-256 of the public key's DER in lower-case hex: what a host pins when it applies.</summary>
    public string Fingerprint => node.SigningKey.PublicKey.Fingerprint;

    /// <summary>The partner as its administrator has it.</summary>
    public InterconnNode Node => Services.GetRequiredService<InterconnNode>();

    /// <summary>The services of the partner.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a partner.</summary>
    /// <param name="options">What it is; null for one of which everything is left as it is.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The partner, which serves already. Dispose it to stop it.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting does not hold; the message names it.</exception>
    public static async Task<PartnerNode> StartAsync(PartnerNodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PartnerNodeOptions();
        SigningKey? ownKey = options.Key is null ? SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa) : null;
        WebApplication? app = null;
        try
        {
            app = Build(options, options.Key ?? ownKey!);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new PartnerNode(app, ownKey);
        }
        catch
        {
            await DisposeAsync(app, ownKey).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the partner: what it is serving may finish, then its port is free.</summary>
    /// <returns>A task that ends when it has stopped.</returns>
    public ValueTask DisposeAsync() => DisposeAsync(app, ownKey);

    private static WebApplication Build(PartnerNodeOptions options, ISigningKey key)
    {
        // Empty, so that neither the settings nor the environment of the host under test reach its partner. Development is where keys from loopback are trusted.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore().AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Trace));
        if (options.TimeProvider is not null)
        {
            builder.Services.AddSingleton(options.TimeProvider);
        }

        InterconnBuilder interconn = builder.Services.AddInterconn(settings =>
        {
            settings.Node.NodeId = options.NodeId;
            settings.Node.Name = "node " + options.NodeId;
            settings.Node.InstId = "inst-" + options.NodeId;
            settings.Node.Institution = "institution of " + options.NodeId;
            settings.Node.Description = "a partner for tests";
            settings.Node.System = "Interconn.Sdk.Testing";
            settings.Node.SystemVersion = "1.0.0";
            settings.SigningKey = key;
            settings.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
            settings.OfferedAddresses.PrivateNetworks.Add("::1/128");
            settings.OfferedAddresses.Ports.Add(0);
        }).AddNode();
        AddCatalogues(interconn, options);
        if (options.AutoApprove)
        {
            interconn.AddAutoApproval();
        }

        options.Configure?.Invoke(interconn);
        WebApplication app = builder.Build();
        app.MapInterconn();
        return app;
    }

    private static void AddCatalogues(InterconnBuilder interconn, PartnerNodeOptions options)
    {
        interconn.AddDatasets(options.Datasets ?? SampleCatalog.Datasets(options.NodeId)).AddComponents(options.Components ?? SampleCatalog.Components());
        if (options.Projects is not null)
        {
            interconn.AddProjects(options.Projects);
        }
        else
        {
            interconn.AddProjectCatalog<SharedProjectCatalog>();
        }
    }

    private static async ValueTask DisposeAsync(WebApplication? app, SigningKey? ownKey)
    {
        if (app is not null)
        {
            await app.DisposeAsync().ConfigureAwait(false);
        }

        ownKey?.Dispose();
    }
}
