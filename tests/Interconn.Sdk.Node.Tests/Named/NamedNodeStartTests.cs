using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Named;

/// <summary>What stops a host with several nodes, and with which words; and how its parts are reached by the name of a node.</summary>
public sealed class NamedNodeStartTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("interconn-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void AddInterconn_TwiceByOneName_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddInterconn("bank", static _ => { });
        services.AddInterconn("Bank", static _ => { });
        Assert.That(() => services.AddInterconn("bank", static _ => { }), Throws.InvalidOperationException.With.Message.Contains("'bank'"));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void AddInterconn_BlankName_IsRefused(string name) =>
        Assert.That(() => new ServiceCollection().AddInterconn(name, static _ => { }), Throws.ArgumentException);

    [Test]
    public async Task MapInterconn_NameOfNoNode_ListsThoseThatThereAre()
    {
        await using WebApplication app = TwoNodes();
        Assert.That(() => app.MapInterconn("insurer"), Throws.InvalidOperationException.With.Message.Contains("'insurer'").And.Message.Contains("'bank', 'telecom'"));
    }

    [Test]
    public async Task MapInterconn_WithoutANameWhereAllHaveOne_ListsThem()
    {
        await using WebApplication app = TwoNodes();
        Assert.That(() => app.MapInterconn(), Throws.InvalidOperationException.With.Message.Contains("'bank', 'telecom'"));
        Assert.That(() => app.MapInterconn([]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(null)]
    [TestCase("insurer")]
    public async Task Guard_NameOfNoNode_ListsThoseThatThereAre(string? node)
    {
        await using WebApplication app = TwoNodes();
        app.MapGet("/data", () => "x").RequireInterconnSignature(node: node);
        Assert.That(() => EndpointsOf(app), Throws.InvalidOperationException.With.Message.Contains("'bank', 'telecom'"));
    }

    [Test]
    public async Task Guard_OfTwoNodes_IsRefused()
    {
        await using WebApplication app = TwoNodes();
        app.MapGet("/data", () => "x").RequireInterconnSignature(node: "bank").RequireInterconnSignature(node: "telecom");
        Assert.That(() => EndpointsOf(app), Throws.InvalidOperationException.With.Message.Contains("'bank' and 'telecom'"));
    }

    [Test]
    public async Task Start_TwoNodesOfOneId_IsRefused()
    {
        await using WebApplication app = TwoNodes(builder => SharedHost.AddNode(builder.Services, "again", SharedHost.BankId, TestKeys.StrangerKey));
        Assert.That(() => app.StartAsync(), Throws.InvalidOperationException.With.Message.Contains(SharedHost.BankId));
    }

    [Test]
    public async Task Start_NodeWithTheIdOfTheOneWithoutAName_IsRefused()
    {
        await using WebApplication app = TwoNodes(builder => builder.Services.AddInterconn(
            static options => (options.Node.NodeId, options.SigningKey) = (SharedHost.BankId, TestKeys.StrangerKey)));
        Assert.That(() => app.StartAsync(), Throws.InvalidOperationException.With.Message.Contains(SharedHost.BankId));
    }

    [Test]
    public async Task Start_SettingsOfOneThatDoNotHold_NamesTheNode()
    {
        await using WebApplication app = TwoNodes(builder => builder.Services.AddInterconn(
            "third", static options => (options.Node.NodeId, options.SigningKey, options.MaxPageSize) = ("x", TestKeys.StrangerKey, 0)));
        Assert.That(() => app.StartAsync(), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("'third'").And.Message.Contains("MaxPageSize"));
    }

    [Test]
    public async Task Start_TwoNodesInOneFile_IsRefused()
    {
        string connection = $"Data Source={Path.Combine(folder, "node.db")}";
        await using WebApplication app = TwoNodes(
            bank: builder => builder.Services.AddInterconnSqliteStores(connection, static options => options.MigrateAtStart = true),
            telecom: builder => builder.Services.AddInterconnSqliteStores(connection, static options => options.MigrateAtStart = true));
        Assert.That(() => app.StartAsync(), Throws.InvalidOperationException.With.Message.Contains("in one place"));
    }

    [Test]
    public async Task Start_OneNodeInAFileAndOneInAnother_KeepsThemApart()
    {
        Action<InterconnBuilder> At(string file) => builder => builder.Services.AddInterconnSqliteStores(
            $"Data Source={Path.Combine(folder, file)}", static options => options.MigrateAtStart = true);
        await using WebApplication app = TwoNodes(bank: At("bank.db"), telecom: At("telecom.db"));
        await app.StartAsync();
        Assert.That(Directory.GetFiles(folder, "*.db").Select(Path.GetFileName), Is.EquivalentTo(new[] { "bank.db", "telecom.db" }));
    }

    [Test]
    public async Task HealthCheck_OfANode_AsksItsStore()
    {
        await using WebApplication app = TwoNodes(builder => builder.Services.AddHealthChecks()
            .AddInterconnStore("bank-store", node: "bank")
            .AddInterconnStore("telecom-store", node: "telecom"));
        await app.StartAsync();
        HealthReport report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.That(report.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(report.Entries.Keys, Is.EquivalentTo(new[] { "bank-store", "telecom-store" }));
    }

    [Test]
    public async Task Admin_OfEachNode_ShowsThatNode()
    {
        await using WebApplication app = TwoNodes();
        app.MapInterconnAdmin("/bank/admin", "bank").AllowAnonymous();
        app.MapInterconnAdmin("/telecom/admin", "telecom").AllowAnonymous();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.That(await http.GetStringAsync(new Uri("/bank/admin/node", UriKind.Relative)), Does.Contain(SharedHost.BankId));
        Assert.That(await http.GetStringAsync(new Uri("/telecom/admin/node", UriKind.Relative)), Does.Contain(SharedHost.TelecomId));
    }

    [Test]
    public async Task BackgroundService_OfANodeThatFails_IsTheHostsToJudge()
    {
        await using WebApplication app = TwoNodes(bank: builder => builder.Services.AddHostedService<FailingService>());
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStopping.Register(() => stopping.SetResult());
        await app.StartAsync();
        FailingService.Go.SetResult();
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static WebApplication TwoNodes(
        Action<WebApplicationBuilder>? host = null, Action<InterconnBuilder>? bank = null, Action<InterconnBuilder>? telecom = null)
    {
        WebApplicationBuilder builder = SharedHost.NewBuilder();
        builder.Services.AddAuthorization();
        InterconnBuilder bankBuilder = SharedHost.AddNode(builder.Services, SharedHost.Bank, SharedHost.BankId, SharedHost.BankKey);
        bank?.Invoke(bankBuilder);
        InterconnBuilder telecomBuilder = SharedHost.AddNode(builder.Services, SharedHost.Telecom, SharedHost.TelecomId, SharedHost.TelecomKey);
        telecom?.Invoke(telecomBuilder);
        host?.Invoke(builder);
        return builder.Build();
    }

    private static List<Microsoft.AspNetCore.Http.Endpoint> EndpointsOf(WebApplication app) =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints)];

    private sealed class FailingService : BackgroundService
    {
        public static TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Go.Task;
            throw new InvalidOperationException("the service failed");
        }
    }
}
