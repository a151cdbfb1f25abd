using System.Buffers.Text;
using System.Text.Json;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>D84: handlers that hang, callers that go away by the hundred, and what a permit pays for it: each call that is verified once, and no other.</summary>
public sealed class CancellationTests
{
    private const int Callers = 500;
    private const string List = "/v1/interconn/dataset/pub/list?page_num=1&page_size=10&contract_id=c-01";
    private const string Guarded = "/data/d-1";
    private static readonly TimeSpan HandlerTimeout = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 8, 9, 10, 11, 12, TimeSpan.Zero));
    private HandlerScript script = null!;
    private Roll begun = null!;
    private Roll ended = null!;
    private TestNode node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        script = new HandlerScript();
        (begun, ended) = (new Roll(Callers), new Roll(Callers));
        node = await TestNode.StartAsync(
            options =>
            {
                options.Partners.Add(TestNode.Partner());
                options.HandlerTimeout = HandlerTimeout;
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                script.Register(builder);
            },
            app => app.MapGet("/data/{id}", async (CancellationToken gone) =>
            {
                await HangAsync(gone);
                return "served";
            }).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id"));
        script.Answer = async call =>
        {
            if (call.Request is DatasetListQuery)
            {
                await HangAsync(call.Token);
            }

            return NodeHealth.Ok;
        };
    }

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task D84_HandlersThatHang_AreAnsweredUnavailableAtTheTimeOfTheOptionsAndTheOthersMeanwhile()
    {
        Wire[] wires = await SendAsync(Callers, () => RequestDraft.Get(List, clock.Now));
        await begun.Complete;
        Assert.That(await HealthAsync(), Is.EqualTo("200/0"), "those who hang hold no thread");

        clock.Advance(HandlerTimeout);

        foreach (Wire wire in wires)
        {
            Assert.That((await wire.ReadAsync()).Verdict, Is.EqualTo("503/50301"));
            await wire.DisposeAsync();
        }

        await ended.Complete;
        Assert.That(await HealthAsync(), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task D84_CallersThatGoAway_LeaveNoWorkBehind([Values(List, Guarded)] string target)
    {
        ResourcePermit permit = await IssueAsync(timesLimit: null);
        int threads = ThreadPool.ThreadCount;
        Wire[] wires = await SendAsync(Callers, () => Draft(target, permit));
        await begun.Complete;

        foreach (Wire wire in wires)
        {
            wire.Reset();
            await wire.DisposeAsync();
        }

        // No clock moves here: it is their going that ends the work.
        await ended.Complete;
        Assert.That(await HealthAsync(), Is.EqualTo("200/0"));
        Assert.That(ThreadPool.ThreadCount - threads, Is.LessThan(Callers / 10));
    }

    [Test]
    public async Task D84_CallThatHungAndItsCopies_AreChargedOnce_AndACallAnewIsChargedForItself()
    {
        ResourcePermit permit = await IssueAsync(timesLimit: 2);
        RequestDraft call = Draft(Guarded, permit);
        await HangAndLeaveAsync(call);
        Assert.That(await UsesAsync(permit), Is.EqualTo(1));

        for (int i = 0; i < 5; i++)
        {
            Assert.That((await Wire.SendAsync(node, call)).Verdict, Is.EqualTo("409/40903"));
        }

        Assert.That(await UsesAsync(permit), Is.EqualTo(1), "a copy costs nothing");
        await HangAndLeaveAsync(Draft(Guarded, permit));
        Assert.That(await UsesAsync(permit), Is.EqualTo(2), "whether the first was served the node cannot know");
        Assert.That((await Wire.SendAsync(node, Draft(Guarded, permit))).Verdict, Is.EqualTo("403/40304"));
    }

    [Test]
    public async Task D84_CallersThatGoAwayInTheBody_AreChargedNothing()
    {
        ResourcePermit permit = await IssueAsync(timesLimit: 1);
        for (int i = 0; i < 20; i++)
        {
            RequestDraft call = Draft(Guarded, permit);
            call["Expect"] = "100-continue";
            call["Content-Length"] = "10";
            await using Wire wire = await Wire.ConnectAsync(node);
            await wire.WriteAsync(call.ToWire());
            Assert.That((await wire.ReadHeadAsync())[0], Does.Contain("100 Continue"), "the node reads the body, and so has gone through what comes before");
            wire.Reset();
        }

        Assert.That(await UsesAsync(permit), Is.Zero);
        await HangAndLeaveAsync(Draft(Guarded, permit));
        Assert.That(await UsesAsync(permit), Is.EqualTo(1));
    }

    private async Task HangAsync(CancellationToken gone)
    {
        begun.Add();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, gone);
        }
        finally
        {
            ended.Add();
        }
    }

    private async Task HangAndLeaveAsync(RequestDraft call)
    {
        (begun, ended) = (new Roll(1), new Roll(1));
        await using Wire wire = await Wire.ConnectAsync(node);
        await wire.WriteAsync(call.ToWire());
        await begun.Complete;
        wire.Reset();
        await ended.Complete;
    }

    private async Task<Wire[]> SendAsync(int count, Func<RequestDraft> draft) => await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
    {
        Wire wire = await Wire.ConnectAsync(node);
        await wire.WriteAsync(draft().ToWire());
        return wire;
    }));

    private async Task<string> HealthAsync() =>
        (await Wire.SendAsync(node, RequestDraft.Get("/v1/interconn/node/health", clock.Now))).Verdict;

    private RequestDraft Draft(string target, ResourcePermit permit)
    {
        RequestDraft draft = RequestDraft.Get(target, clock.Now);
        draft["x-mprac-token-set"] = TokenSet.Format([permit]);
        return draft.Sign();
    }

    private async Task<ResourcePermit> IssueAsync(int? timesLimit) => await node.Services.GetRequiredService<PermitIssuer>().IssueAsync(
        new PermitGrant { ResourceType = ResourceType.Dataset, ResourceId = "d-1", UserNodeId = TestNode.CallerId, UserInstId = "JG01", TimesLimit = timesLimit },
        CancellationToken.None);

    private async Task<long> UsesAsync(ResourcePermit permit)
    {
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(permit.Token.Split('.')[1]));
        string permitId = payload.RootElement.GetProperty("jti").GetString()!;
        return (await node.Services.GetRequiredService<IPermitStore>().FindAsync(permitId, CancellationToken.None))!.Uses;
    }

    /// <summary>Counts up to a number, and can be waited for.</summary>
    private sealed class Roll(int expected)
    {
        private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int count;

        public Task Complete => complete.Task.WaitAsync(Patience);

        public void Add()
        {
            if (Interlocked.Increment(ref count) == expected)
            {
                complete.TrySetResult();
            }
        }
    }
}
