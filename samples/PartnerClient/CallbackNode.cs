using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PartnerClient;

/// <summary>
/// A node for as long as a command runs. Decisions come by callback, and a permit in no other way, so even a client must be reachable: the node listens, and serves nothing
/// but the protocol.
/// </summary>
internal sealed class CallbackNode : IAsyncDisposable
{
    private readonly WebApplication app;

    private CallbackNode(WebApplication app) => this.app = app;

    public InterconnNode Node => app.Services.GetRequiredService<InterconnNode>();

    public InterconnClientFactory Clients => app.Services.GetRequiredService<InterconnClientFactory>();

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<CallbackNode> StartAsync(Arguments arguments, SigningKey key, CancellationToken cancellationToken)
    {
        // Never Development, whatever the environment says: there a key that comes over loopback would be believed, and --key would be for nothing.
        // And no settings of whatever lies in the folder that it was started from.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = Path.GetFullPath(arguments.Folder) });
        builder.WebHost.UseUrls(arguments.Listen.OriginalString);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Interconn.Sdk.Node", LogLevel.Error)        // what it warns of is what the steps print
            .AddSimpleConsole(static options => options.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddInterconn(options =>
            {
                options.SigningKey = key;
                options.Node = new NodeIdentity
                {
                    NodeId = arguments.NodeId,
                    InstId = arguments.NodeId[..Math.Min(4, arguments.NodeId.Length)],
                    Institution = "Sample partner",
                    Name = "Partner client",
                    System = nameof(PartnerClient),
                    SystemVersion = "1.0.0",
                    Address = arguments.Address ?? arguments.Listen,
                };
                if (arguments.Partner!.IsLoopback)
                {
                    // A partner on this machine may name an address on this machine. Partners elsewhere may not.
                    options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                    options.OfferedAddresses.Ports.Add(0);
                }
            })
            .AddNode();
        builder.Services.AddInterconnSqliteStores($"Data Source={Path.Combine(arguments.Folder, "node.db")}", static options => options.MigrateAtStart = true);
        WebApplication app = builder.Build();
        app.MapInterconn();
        await app.StartAsync(cancellationToken);

        // With port 0 the system chooses one, which is known only now.
        app.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node.Address = arguments.Address ?? new Uri(app.Urls.First());
        return new CallbackNode(app);
    }

    /// <summary>Lets what is under way come to its end first: the partner is owed an answer to its callback.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
