using System.Collections.Concurrent;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Listeners;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Named;

/// <summary>What the classes of a named node are given: what is the node's, and behind it what is the host's.</summary>
public sealed class NamedNodeServicesTests
{
    [Test]
    public async Task Catalog_TakesScopedServicesOfTheHost_FromTheScopeOfTheCall()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        var ends = new ConcurrentQueue<string>();
        await using SharedHost host = await SharedHost.StartAsync(
            host: builder =>
            {
                builder.Services.AddSingleton(ends);
                builder.Services.AddScoped<Ledger>();
                builder.Services.Configure<HouseSettings>(settings => settings.Owner = "the house");
                builder.Services.AddHttpClient("house", client => client.BaseAddress = new Uri("http://house.example.com"));
            },
            bank: builder => builder.AddDatasetCatalog<LedgerCatalog>(),
            map: app =>
            {
                app.Use((http, next) =>
                {
                    http.RequestServices.GetRequiredService<Ledger>().Entry = "ds-from-the-call";
                    return next(http);
                });
                app.MapInterconn(SharedHost.Bank, SharedHost.Telecom);
            });
        ContractRecord contract = await host.ContractAsync(partner, SharedHost.BankId);
        ends.Clear();
        Page<DatasetSummary> page = await partner.Node.CreateClient(SharedHost.BankId).Datasets.ListAsync(new DatasetListQuery { ContractId = contract.ContractId });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Records[0].DatasetId, Is.EqualTo("ds-from-the-call"), "the scoped service of this very call");
            Assert.That(page.Records[0].Owner, Is.EqualTo("the house"), "settings of the host");
            Assert.That(page.Records[0].Name, Is.EqualTo("http://house.example.com/"), "HTTP clients of the host");
            Assert.That(page.Records[0].Description, Is.EqualTo(SharedHost.BankId), "settings of the node");
        }

        // Both end with the call, in the order of a request: what was made last ends first, and the host's own lasts longest.
        await host.DisposeAsync();
        Assert.That(ends.Take(2), Is.EqualTo(new[] { "catalog", "ledger" }));
    }

    [Test]
    public async Task Handler_ThatTheHostRegisteredAsASingleton_ServesEveryCallUntilTheHostEnds()
    {
        var handler = new CountingHandler();
        await using (SharedHost host = await SharedHost.StartAsync(
            host: builder =>
            {
                builder.Services.AddSingleton(_ => handler);
                builder.Services.AddInterconn("third", options =>
                {
                    options.Node.NodeId = TestNode.HolderId;
                    options.SigningKey = TestKeys.HolderKey;
                    options.Partners.Add(TestNode.Partner());
                }).AddHandler<CountingHandler>();
            },
            map: app => app.MapInterconn("third")))
        {
            await using ServiceProvider caller = NamedNodeTests.CallerOf(host.Address, TestNode.HolderId);
            InterconnClient client = caller.GetRequiredService<InterconnClientFactory>().Create(TestNode.HolderId);
            await client.Nodes.CheckHealthAsync();
            await client.Nodes.CheckHealthAsync();
            Assert.That((handler.Calls, handler.IsDisposed), Is.EqualTo((2, false)));
        }

        Assert.That(handler.IsDisposed, Is.True);
    }

    [Test]
    public async Task Services_OfTwoNodes_ShareTheHostsClockAndNothingThatHoldsState()
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        await using SharedHost host = await SharedHost.StartAsync(host: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        IServiceProvider bank = host.Services.GetInterconnServices(SharedHost.Bank);
        IServiceProvider telecom = host.Services.GetInterconnServices(SharedHost.Telecom);
        using (Assert.EnterMultipleScope())
        {
            foreach (Type type in new[]
            {
                typeof(IReplayGuard), typeof(IPermitStore), typeof(INodeStore), typeof(IPartnerDirectory), typeof(PermitKeyRing), typeof(InterconnClientFactory), typeof(InterconnNode),
                typeof(IHttpClientFactory),
            })
            {
                object first = bank.GetRequiredService(type);
                Assert.That(host.Services.GetInterconnServices(SharedHost.Bank).GetRequiredService(type), Is.SameAs(first), type.Name);
                Assert.That(telecom.GetRequiredService(type), Is.Not.SameAs(first), type.Name);
            }

            Assert.That(bank.GetRequiredService<TimeProvider>(), Is.SameAs(clock));
            Assert.That(telecom.GetRequiredService<TimeProvider>(), Is.SameAs(clock));
            Assert.That(host.Services.GetService<InterconnNode>(), Is.Null, "of no name");
            Assert.That(host.Services.GetRequiredKeyedService<PermitVerifier>(SharedHost.Bank), Is.SameAs(bank.GetRequiredService<PermitVerifier>()));
        }
    }

    [Test]
    public async Task Services_OfANodeWithoutAReadyMadeOne_AreNotThoseOfTheNodeWithoutAName()
    {
        var services = new ServiceCollection();
        services.AddInterconn(static options => (options.Node.NodeId, options.SigningKey) = (TestNode.HolderId, TestKeys.HolderKey))
            .AddNode().AddNodeListener<SilentListener>();
        services.AddInterconn("bank", static options => (options.Node.NodeId, options.SigningKey) = (SharedHost.BankId, TestKeys.StrangerKey));
        services.AddHealthChecks().AddInterconnStore(node: "bank");
        await using ServiceProvider host = services.BuildServiceProvider();
        IServiceProvider bank = host.GetInterconnServices("bank");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.GetService<InterconnNode>(), Is.Not.Null);
            Assert.That(bank.GetService<InterconnNode>(), Is.Null);
            Assert.That(bank.GetServices<INodeListener>(), Is.Empty);
            Assert.That(bank.GetRequiredService<IServiceProviderIsService>().IsService(typeof(InterconnNode)), Is.False);
            Assert.That(
                () => host.GetRequiredService<HealthCheckService>().CheckHealthAsync(), Throws.InvalidOperationException.With.Message.Contains("AddNode"));
        }
    }

    private sealed class SilentListener : INodeListener;

    [Test]
    public async Task Log_OfANode_HasItsNameAsScope()
    {
        using var logs = new ScopeCollector();
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync(host: builder => builder.Logging.AddProvider(logs));
        await host.ContractAsync(partner, SharedHost.BankId);
        await host.ContractAsync(partner, SharedHost.TelecomId);
        string[] served = [.. logs.Lines.Where(static line => line.Contains("|Interconn.Sdk.AspNetCore|Served 3.1", StringComparison.Ordinal)).Select(static line => line.Split('|')[0])];
        Assert.That(served, Is.EqualTo(new[] { "interconn node bank", "interconn node telecom" }));
    }

    [Test]
    public async Task Services_RegisteredOnceTheHostIsBuilt_AreRefused()
    {
        InterconnBuilder? late = null;
        await using SharedHost host = await SharedHost.StartAsync(bank: builder => late = builder);
        Assert.That(() => late!.Services.AddSingleton(new HouseSettings()), Throws.InvalidOperationException);
    }

    private sealed class HouseSettings
    {
        public string Owner { get; set; } = "";
    }

    private sealed class Ledger(ConcurrentQueue<string> ends) : IDisposable
    {
        public string Entry { get; set; } = "";

        public void Dispose()
        {
            if (Entry.Length > 0)
            {
                ends.Enqueue("ledger");
            }
        }
    }

    private sealed class LedgerCatalog(
        Ledger ledger, IOptions<HouseSettings> settings, IHttpClientFactory clients, IOptions<InterconnOptions> node, ConcurrentQueue<string> ends)
        : IDatasetCatalog, IDisposable
    {
        public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken)
        {
            using HttpClient client = clients.CreateClient("house");
            DatasetSummary summary = new()
            {
                DatasetId = ledger.Entry,
                Name = $"{client.BaseAddress}",
                Owner = settings.Value.Owner,
                Description = node.Value.Node.NodeId,
            };
            return ValueTask.FromResult(window.Cut([summary]));
        }

        public ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) => default;

        public void Dispose() => ends.Enqueue("catalog");
    }

    private sealed class CountingHandler : INodeHandler, IDisposable
    {
        public int Calls { get; private set; }

        public bool IsDisposed { get; private set; }

        public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            Calls++;
            return Task.FromResult(new NodeHealth { Status = "UP" });
        }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class ScopeCollector : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? scopes;

        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Collector(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Collector(ScopeCollector owner, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => owner.scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                object? innermost = null;
                owner.scopes?.ForEachScope<object?>((scope, _) => innermost = scope, null);
                owner.Lines.Enqueue($"{innermost}|{category}|{formatter(state, exception)}");
            }
        }
    }
}
