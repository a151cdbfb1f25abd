using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace TwoNodes;

/// <summary>One of the two platforms: an ASP.NET host on a loopback port of its own, with its own key, identity and catalogues.</summary>
internal sealed class PlayedNode : IAsyncDisposable
{
    private readonly WebApplication app;

    private PlayedNode(WebApplication app, SigningKey key, Recorder recorder)
    {
        this.app = app;
        Key = key;
        Recorder = recorder;
        Node = app.Services.GetRequiredService<InterconnNode>();
        Self = app.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node;
        Self.Address = new Uri(app.Urls.First());
    }

    public NodeIdentity Self { get; }

    public Uri Address => Self.Address!;

    public SigningKey Key { get; }

    public InterconnNode Node { get; }

    public Recorder Recorder { get; }

    /// <summary>Starts a node that knows nobody.</summary>
    public static async Task<PlayedNode> StartAsync(
        NodeIdentity self,
        SigningKey key,
        IReadOnlyList<CatalogDataset> datasets,
        IReadOnlyList<ComponentDetail> components,
        IReadOnlyList<ProjectDetail> projects)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var recorder = new Recorder();
        InterconnBuilder interconn = builder.Services.AddInterconn(options =>
        {
            options.Node = self;
            options.SigningKey = key;

            // The two live on one machine: addresses on loopback, over plain http and on any port, are taken from a partner's mouth.
            options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
            options.OfferedAddresses.Ports.Add(0);
        });
        interconn.AddNode()
            .AddDatasets(datasets)
            .AddComponents(components)
            .AddProjects(projects)
            .AddApprovalPolicy<HousePolicy>()
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new RecordingHandler(recorder));

        WebApplication app = builder.Build();
        app.MapInterconn();
        app.MapPost("/data/{datasetId}/read", (HttpContext http, string datasetId) =>
            {
                InterconnContext call = http.GetInterconnContext();
                return Results.Text($"{datasetId} for {call.CallerNodeId}, {call.Permits[0].UsesLeft} uses left");
            })
            .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "datasetId");
        await app.StartAsync();
        return new PlayedNode(app, key, recorder);
    }

    /// <summary>A client of a partner: its address is known by the contract.</summary>
    public InterconnClient ClientOf(PlayedNode partner) => Node.CreateClient(partner.Self.NodeId);

    /// <summary>A client of a node that is no partner yet.</summary>
    public InterconnClient ClientAt(PlayedNode stranger) =>
        app.Services.GetRequiredService<InterconnClientFactory>().Create(stranger.Self.NodeId, stranger.Address);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }
}
