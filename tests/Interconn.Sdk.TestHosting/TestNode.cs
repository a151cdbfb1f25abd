using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.TestHosting;

/// <summary>A node on real Kestrel, on a loopback port that the system chooses.</summary>
public sealed class TestNode : IAsyncDisposable
{
    /// <summary>The node that most tests send to.</summary>
    public const string HolderId = "LX0000010000280";

    /// <summary>The node that most tests send from.</summary>
    public const string CallerId = "JG0100001100000000";

    /// <summary>The contract between the two.</summary>
    public const string ContractId = "c-01";

    private readonly WebApplication app;

    private TestNode(WebApplication app, LogCollector logs)
    {
        this.app = app;
        Logs = logs;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Scheme, host and port, without a path base.</summary>
    public Uri Address { get; }

    public LogCollector Logs { get; }

    public IServiceProvider Services => app.Services;

    public InterconnClientFactory Clients => Services.GetRequiredService<InterconnClientFactory>();

    /// <summary>Starts a node with the id <see cref="HolderId"/> and a key of its own, unless <paramref name="configure"/> sets others.</summary>
    /// <param name="configure">The settings: partners, tolerances.</param>
    /// <param name="build">Handlers, stores, a clock.</param>
    /// <param name="map">Maps the host's own routes; MapInterconn is called before it, unless <paramref name="mapsInterconn"/> leaves that to it.</param>
    /// <param name="host">The host itself, for instance Kestrel's limits.</param>
    /// <param name="mapsInterconn">Whether the 32 endpoints are mapped.</param>
    public static async Task<TestNode> StartAsync(
        Action<InterconnOptions>? configure = null,
        Action<InterconnBuilder>? build = null,
        Action<WebApplication>? map = null,
        Action<WebApplicationBuilder>? host = null,
        bool mapsInterconn = true)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        var logs = new LogCollector();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        host?.Invoke(builder);
        InterconnBuilder interconn = builder.Services.AddInterconn(options =>
        {
            options.Node.NodeId = HolderId;
            options.Node.InstId = "LX01";
            options.SigningKey = TestKeys.HolderKey;
            configure?.Invoke(options);
        });
        build?.Invoke(interconn);
        WebApplication app = builder.Build();
        if (mapsInterconn)
        {
            app.MapInterconn();
        }

        map?.Invoke(app);
        await app.StartAsync();
        return new TestNode(app, logs);
    }

    /// <summary>A partner with a contract in force: by default the caller of the tests with its ECDSA key.</summary>
    public static PartnerOptions Partner(ISigningKey? key = null, string nodeId = CallerId, string contractId = ContractId) => new()
    {
        NodeId = nodeId,
        InstId = "JG01",
        ContractId = contractId,
        Credential = (key ?? TestKeys.CallerKey).AuthCredential,
    };

    /// <summary>A client of this node, in the name of another: the SDK's own, over a service provider that it owns.</summary>
    public TestClient ClientAs(ISigningKey? key = null, string nodeId = CallerId, Action<InterconnOptions>? configure = null, Action<InterconnBuilder>? build = null) =>
        new(Address, key ?? TestKeys.CallerKey, nodeId, configure, build);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
