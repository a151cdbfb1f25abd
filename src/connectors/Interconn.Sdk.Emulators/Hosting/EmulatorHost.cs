using System.Net;
using Interconn.Sdk.Neighbours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Emulators.Hosting;

/// <summary>Kestrel on a loopback port of its own. It reads no configuration, no environment variables, and writes no log.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private const int MaxRequestBody = 4 * 1024 * 1024;
    private readonly WebApplication app;

    private EmulatorHost(WebApplication app, IReadOnlyList<NeighbourEndpoint> endpoints)
    {
        this.app = app;
        Endpoints = endpoints;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>What it serves.</summary>
    public IReadOnlyList<NeighbourEndpoint> Endpoints { get; }

    /// <summary>Starts one.</summary>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options, Action<EmulatorRoutes> map, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        try
        {
            options?.Configure?.Invoke(app);
            var routes = new EmulatorRoutes(app);
            map(routes);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EmulatorHost(app, routes.Endpoints);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
