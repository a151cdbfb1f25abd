using System.Net;
using System.Text.Json;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>
/// The node under load, in a process of its own: ready-made, with everything in memory, on Kestrel. Its guard, its stores and its catalogue fail where
/// the request asks for it, so that the sender knows what answer is due.
/// </summary>
internal static class LoadedNode
{
    /// <summary>How long a handler may take here, and a store.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(TextReader commands, TextWriter answers)
    {
        NodeSetting setting = JsonSerializer.Deserialize<NodeSetting>((await commands.ReadLineAsync())!)!;
        using var key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        using var log = new FormattedLog();
        var guard = new RenewedReplayGuard(TimeProvider.System);
        await using WebApplication app = Build(setting, key, guard, log);
        await app.StartAsync();
        await answers.WriteLineAsync(JsonSerializer.Serialize(await ReadyAsync(app, setting)));
        while (await commands.ReadLineAsync() is not null)
        {
            // Any line asks for a point.
            guard.Renew();
            await answers.WriteLineAsync(JsonSerializer.Serialize(Measure(log)));
        }

        return 0;
    }

    private static WebApplication Build(NodeSetting setting, SigningKey key, RenewedReplayGuard guard, FormattedLog log)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IReplayGuard>(guard);
        builder.Services.AddSingleton<IPermitStore>(new UnluckyPermitStore(new InMemoryPermitStore(TimeProvider.System)));
        builder.Services.AddInterconn(options =>
            {
                options.Node.NodeId = TestNode.HolderId;
                options.Node.Name = "the node under load";
                options.Node.InstId = "LX01";
                options.Node.Institution = "institution";
                options.Node.System = "test";
                options.Node.SystemVersion = "1";
                options.Node.Address = new Uri("http://127.0.0.1:1");
                options.SigningKey = key;
                options.HandlerTimeout = Patience;
                options.StoreTimeout = Patience;
                foreach (KnownPartner partner in setting.Partners)
                {
                    options.Partners.Add(new PartnerOptions
                    {
                        NodeId = partner.NodeId,
                        InstId = "JG01",
                        ContractId = partner.ContractId,
                        Credential = partner.Credential,
                    });
                }
            })
            .AddNode()
            .AddDatasetCatalog<UnluckyCatalog>();
        WebApplication app = builder.Build();
        var leak = new Leak(setting.LeakedBytes);
        app.Use(next => http =>
        {
            leak.Grow();
            return next(http);
        });
        app.MapInterconn();
        app.MapGet("/data/{id}", static http =>
        {
            http.Response.ContentLength = 6;
            return http.Response.WriteAsync("served");
        }).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
        app.MapGet("/throws/{id}", static Task (HttpContext _) => throw new IOException("the disk is full"))
            .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
        return app;
    }

    private static async Task<NodeReady> ReadyAsync(WebApplication app, NodeSetting setting)
    {
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        PermitIssuer issuer = app.Services.GetRequiredService<PermitIssuer>();
        async Task<IReadOnlyDictionary<string, string>> IssueAsync(string datasetId)
        {
            var sets = new Dictionary<string, string>();
            foreach (KnownPartner partner in setting.Partners)
            {
                ResourcePermit permit = await issuer.IssueAsync(
                    new PermitGrant { ResourceType = ResourceType.Dataset, ResourceId = datasetId, UserNodeId = partner.NodeId, UserInstId = "JG01" },
                    CancellationToken.None);
                sets[partner.NodeId] = TokenSet.Format([permit])!;
            }

            return sets;
        }

        return new NodeReady(new Uri(address).Port, await IssueAsync(UnluckyCatalog.Sound), await IssueAsync(UnluckyCatalog.Throwing));
    }

    // Twice: what is finalised by the first is gone by the second.
    private static MemoryPoint Measure(FormattedLog log)
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new MemoryPoint(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, ThreadPool.ThreadCount, log.Lines);
    }
}
