using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Client;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TwoNodes;

/// <summary>One of the two platforms: an ASP.NET host on a loopback port of its own, with its own key and identity.</summary>
internal sealed class PlayedNode : IAsyncDisposable
{
    private readonly WebApplication app;

    private PlayedNode(WebApplication app, NodeInfo self, RecordingHandler recorder)
    {
        this.app = app;
        Self = self;
        Recorder = recorder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public NodeInfo Self { get; }

    public Uri Address { get; }

    public RecordingHandler Recorder { get; }

    public InterconnClientFactory Clients => app.Services.GetRequiredService<InterconnClientFactory>();

    public PermitIssuer Permits => app.Services.GetRequiredService<PermitIssuer>();

    /// <summary>Starts a node that knows one partner from its configuration: its key, and the contract that the two have.</summary>
    public static async Task<PlayedNode> StartAsync(NodeInfo self, SigningKey key, string partnerId, string partnerKey, string contractId, Uri? partnerAddress)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Interconn:Node:NodeId"] = self.NodeId,
            ["Interconn:Node:InstId"] = self.InstId,
            ["Interconn:Partners:0:NodeId"] = partnerId,
            ["Interconn:Partners:0:Credential"] = partnerKey,
            ["Interconn:Partners:0:ContractId"] = contractId,
            ["Interconn:Partners:0:Address"] = partnerAddress?.AbsoluteUri,
        });

        var recorder = new RecordingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        builder.Services.AddSingleton(self);
        builder.Services.AddInterconn(builder.Configuration.GetSection("Interconn"), options => options.SigningKey = key)
            .AddHandler<NodeHandler>()
            .AddHandler<DatasetHandler>()
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => recorder);

        WebApplication app = builder.Build();
        app.MapInterconn();
        app.MapPost("/data/{datasetId}/read", (HttpContext http, string datasetId) =>
            {
                InterconnContext call = http.GetInterconnContext();
                return Results.Text($"{datasetId} for {call.CallerNodeId}, {call.Permits[0].UsesLeft} uses left");
            })
            .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "datasetId");
        await app.StartAsync();
        return new PlayedNode(app, self, recorder);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
