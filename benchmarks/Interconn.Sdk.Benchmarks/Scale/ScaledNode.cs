using System.Diagnostics;
using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.TestHosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>A ready-made node on Kestrel, on loopback, over a store that was filled.</summary>
internal sealed class ScaledNode : IAsyncDisposable
{
    private const int Batch = 10_000;

    private readonly WebApplication app;

    private ScaledNode(WebApplication app, int partners)
    {
        this.app = app;
        Partners = partners;
        Address = new Uri(app.Urls.First());
    }

    /// <summary>How many partners it has.</summary>
    public int Partners { get; }

    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Builds the host and starts it.</summary>
    public static async Task<ScaledNode> StartAsync(IScaledStore store, int partners)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        store.AddTo(builder.Services);
        builder.Services.AddInterconn(static options =>
            {
                options.Node.NodeId = TestNode.HolderId;
                options.Node.Name = "the node that has many partners";
                options.Node.InstId = "LX01";
                options.Node.Institution = "institution";
                options.Node.System = "benchmark";
                options.Node.SystemVersion = "1";
                options.Node.Address = new Uri("http://127.0.0.1:1");
                options.SigningKey = Population.NodeKey;
            })
            .AddNode();
        WebApplication app = builder.Build();
        app.MapInterconn();
        app.MapGet("/data/{id}", static http => http.Response.WriteAsync("served")).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
        await app.StartAsync();
        return new ScaledNode(app, partners);
    }

    /// <summary>How many seconds it takes from building the host to its answer to a partner, and what it did in the background meanwhile is not waited for.</summary>
    public static async Task<double> StartUpSecondsAsync(IScaledStore store, int partners)
    {
        using var caller = new SignedCaller();
        long start = Stopwatch.GetTimestamp();
        await using ScaledNode node = await StartAsync(store, partners);
        if (store is MemoryScale)
        {
            // Somebody must be there to be answered.
            await node.AddAsync(static (first, count) => new NodeChange { At = Population.FirstAppliedAt, Contracts = [Population.Contract(first)] });
        }

        await caller.QueryContractAsync(node, partners);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Fills the memory of this node with contracts, audits or permits of the population.</summary>
    public async Task AddAsync(Func<int, int, NodeChange> change)
    {
        INodeStore store = Services.GetRequiredService<INodeStore>();
        for (int first = 1; first <= Partners; first += Batch)
        {
            if (!await store.TryCommitAsync(change(first, Math.Min(Batch, Partners - first + 1)), CancellationToken.None))
            {
                throw new InvalidOperationException("A filling that nothing stands against was refused.");
            }
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
