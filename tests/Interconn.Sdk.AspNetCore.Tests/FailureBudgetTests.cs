using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>42901: who fails too often, or calls unsigned too often, is not heard until a minute has passed.</summary>
public sealed class FailureBudgetTests
{
    private const string Health = "/v1/interconn/node/health";
    private const string Query = "/v1/interconn/node/query?node_id=LX0000010000280";
    private const string Apply = "/v1/interconn/node/contract/apply";
    private const string OtherId = "OTHER";
    private const int Limit = 3;

    private ManualTimeProvider clock = null!;
    private HandlerScript script = null!;
    private TestNode node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        script = new HandlerScript();
        node = await TestNode.StartAsync(
            options =>
            {
                options.Partners.Add(TestNode.Partner());
                options.Partners.Add(TestNode.Partner(TestKeys.CallerRsaKey, OtherId, "c-02"));
                options.MaxFailuresPerMinute = Limit;
                options.MaxUnsignedCallsPerMinute = Limit;
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                script.Register(builder);
            });
    }

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase(TestNode.CallerId)]
    [TestCase("STRANGER")]
    public async Task Failures_OfAKnownAndOfAnUnknownNode_RunOutAlike(string nodeId)
    {
        for (int i = 0; i < Limit; i++)
        {
            Assert.That(await FailAsync(nodeId), Is.EqualTo("401/40101"));
        }

        Assert.That(await FailAsync(nodeId), Is.EqualTo("429/42901"));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(await FailAsync(nodeId), Is.EqualTo("429/42901"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await FailAsync(nodeId), Is.EqualTo("401/40101"));
    }

    [Test]
    public async Task Failures_InANodesName_SilenceThatNodeAtThatAddressAndNoOther()
    {
        for (int i = 0; i < Limit; i++)
        {
            await FailAsync(TestNode.CallerId);
        }

        Assert.That(await GoodAsync(), Is.EqualTo("429/42901"));
        RequestDraft other = RequestDraft.Get(Health, clock.Now);
        other["x-source-node-id"] = OtherId;
        Assert.That((await Wire.SendAsync(node, other.Sign(TestKeys.CallerRsaKey))).Verdict, Is.EqualTo("200/0"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await GoodAsync(), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task Failures_WithinTheBudget_DoNotSilence()
    {
        for (int minute = 0; minute < 3; minute++)
        {
            for (int i = 0; i < Limit - 1; i++)
            {
                await FailAsync(TestNode.CallerId);
            }

            Assert.That(await GoodAsync(), Is.EqualTo("200/0"));
            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Test]
    public async Task Failures_UnderManyNames_RunOutForTheAddress()
    {
        for (int i = 0; i < 10 * Limit; i++)
        {
            Assert.That(await FailAsync($"STRANGER-{i}"), Is.EqualTo("401/40101"));
        }

        Assert.That(await FailAsync("STRANGER-NEW"), Is.EqualTo("429/42901"));
        Assert.That(await GoodAsync(), Is.EqualTo("429/42901"), "the address is one");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await GoodAsync(), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task GoodCalls_AndRefusalsAfterTheSignature_CostNothing()
    {
        for (int i = 0; i < 5 * Limit; i++)
        {
            Assert.That(await GoodAsync(), Is.EqualTo("200/0"));
            RequestDraft draft = RequestDraft.Get("/v1/interconn/dataset/pub/list", clock.Now);
            Assert.That((await Wire.SendAsync(node, draft)).Code, Is.EqualTo(InterconnCodes.FieldRule));
        }
    }

    [Test]
    public async Task K70_UnsignedCalls_BeyondTheirBudget_AreRefusedUntilAMinuteHasPassed()
    {
        for (int i = 0; i < Limit; i++)
        {
            Assert.That(await QueryAsync($"STRANGER-{i}"), Is.EqualTo("200/0"));
        }

        Assert.That(await QueryAsync("STRANGER-NEW"), Is.EqualTo("429/42901"));
        Assert.That(script.Calls, Has.Count.EqualTo(Limit));
        Assert.That(await GoodAsync(), Is.EqualTo("200/0"), "signed calls go on");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await QueryAsync("STRANGER-NEW"), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task K70_UnsignedApplications_ShareTheBudgetOfUnsignedCalls()
    {
        for (int i = 0; i < Limit; i++)
        {
            Assert.That(await QueryAsync("STRANGER"), Is.EqualTo("200/0"));
        }

        RequestDraft draft = RequestDraft.Post(Apply, "{}", clock.Now);
        draft["x-auth-sign"] = null;
        Assert.That((await Wire.SendAsync(node, draft)).Verdict, Is.EqualTo("429/42901"));
    }

    [Test]
    public async Task K70_SignedApplications_HaveTenTimesThatBudget()
    {
        for (int i = 0; i < 10 * Limit; i++)
        {
            Assert.That(await ApplySignedAsync(), Is.EqualTo("400/40004"), "heard, and found wanting");
        }

        Assert.That(await ApplySignedAsync(), Is.EqualTo("429/42901"));
        Assert.That(await QueryAsync("STRANGER"), Is.EqualTo("200/0"), "the budget of unsigned calls is another");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ApplySignedAsync(), Is.EqualTo("400/40004"));
    }

    private async Task<string> ApplySignedAsync() => (await Wire.SendAsync(node, RequestDraft.Post(Apply, "{}", clock.Now))).Verdict;

    private async Task<string> FailAsync(string nodeId)
    {
        RequestDraft draft = RequestDraft.Get(Health, clock.Now);
        draft["x-source-node-id"] = nodeId;
        return (await Wire.SendAsync(node, draft.Sign(TestKeys.StrangerKey))).Verdict;
    }

    private async Task<string> GoodAsync() => (await Wire.SendAsync(node, RequestDraft.Get(Health, clock.Now))).Verdict;

    private async Task<string> QueryAsync(string nodeId)
    {
        RequestDraft draft = new RequestDraft { Target = Query }.WithStandardHeaders(clock.Now);
        draft["x-source-node-id"] = nodeId;
        return (await Wire.SendAsync(node, draft)).Verdict;
    }
}
