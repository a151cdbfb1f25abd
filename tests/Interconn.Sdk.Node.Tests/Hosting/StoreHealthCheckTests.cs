using System.Net;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Outbox;
using Interconn.Sdk.Node.Tests.Stores;
using Interconn.Sdk.Node.Tests.Upkeep;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interconn.Sdk.Node.Tests.Hosting;

/// <summary>Readiness of a host, by whether the node's store answers.</summary>
public sealed class StoreHealthCheckTests
{
    private const string Ready = "/health/ready";

    private static readonly HttpClient Http = new();

    private InMemoryNodeStore kept = null!;

    [SetUp]
    public void SetUp() => kept = UpkeepWorld.NewStore();

    [TearDown]
    public void TearDown() => kept.Dispose();

    [Test]
    public async Task Ready_StoreThatFailsForAWhile_Is503MeanwhileAnd200Afterwards()
    {
        var store = new FaultyNodeStore(kept);
        await using TestNode node = await StartAsync(store);
        Assert.That(await StatusAsync(node), Is.EqualTo(HttpStatusCode.OK));
        store.IsDown = true;
        Assert.That(await StatusAsync(node), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await StatusAsync(node), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        store.IsDown = false;
        Assert.That(await StatusAsync(node), Is.EqualTo(HttpStatusCode.OK), "without a restart");
    }

    [Test]
    public async Task Ready_StoreThatHangs_Is503AfterTheTimeoutAnd200Afterwards()
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        bool hangs = true;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new StuckStore(_ =>
        {
            asked.TrySetResult();
            return hangs ? new TaskCompletionSource().Task : Task.CompletedTask;
        });
        await using TestNode node = await StartAsync(store, clock);
        Task<HttpStatusCode> answer = StatusAsync(node);
        await asked.Task;
        Assert.That(answer.IsCompleted, Is.False);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!answer.IsCompleted)
        {
            // When the wait for the store began, nothing says.
            limit.Token.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.That(await answer, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        hangs = false;
        Assert.That(await StatusAsync(node), Is.EqualTo(HttpStatusCode.OK), "without a restart");
    }

    [Test]
    public async Task Check_OfAStoreThatFails_SaysSoWithoutItsWords_AndKeepsTheException()
    {
        var store = new FaultyNodeStore(kept) { IsDown = true };
        await using TestNode node = await StartAsync(store);
        HealthReport report = await node.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        HealthReportEntry entry = report.Entries["interconn-store"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
            Assert.That(entry.Description, Does.Not.Contain("database is gone").And.Contain("50301"));
            Assert.That(entry.Exception?.InnerException, Is.InstanceOf<IOException>());
        }
    }

    [Test]
    public async Task Check_WithANameAStatusAndTags_IsRegisteredWithThem()
    {
        var store = new FaultyNodeStore(kept) { IsDown = true };
        await using TestNode node = await StartAsync(store, add: checks => checks.AddInterconnStore("books", HealthStatus.Degraded, ["ready"]));
        HealthReport report = await node.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));
        Assert.That(report.Entries.Select(entry => (entry.Key, entry.Value.Status)), Is.EqualTo(new[] { ("books", HealthStatus.Degraded) }));
    }

    [Test]
    public async Task Check_WithoutANode_NamesTheCallThatIsMissing()
    {
        await using TestNode bare = await TestNode.StartAsync(build: static builder => builder.Services.AddHealthChecks().AddInterconnStore());
        Assert.That(
            () => bare.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(),
            Throws.InvalidOperationException.With.Message.Contains("AddNode"));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestNode node)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(node.Address, Ready));
        return answer.StatusCode;
    }

    private static Task<TestNode> StartAsync(INodeStore store, ManualTimeProvider? clock = null, Action<IHealthChecksBuilder>? add = null) =>
        NodeFixture.StartAsync(
            clock: clock,
            build: builder =>
            {
                NodeFixture.WithoutBackgroundWork(builder);
                builder.Services.AddSingleton(store);
                (add ?? (static checks => checks.AddInterconnStore()))(builder.Services.AddHealthChecks());
            },
            map: static app => app.MapHealthChecks(Ready));
}
