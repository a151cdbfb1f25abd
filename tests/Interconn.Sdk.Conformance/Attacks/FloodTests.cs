using System.Globalization;
using System.Net;
using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>
/// D81: calls that fail, by the thousand. They are refused before anything costly: no signature is verified and no store is asked for a flood whose budget is spent,
/// and whoever calls from another address is served as ever.
/// </summary>
public sealed class FloodTests
{
    private const int OfANode = 60;
    private const int OfAnAddress = 600;
    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.2");

    private CountingAlgorithm algorithm = null!;
    private CountingDirectory directory = null!;
    private AttackedNode node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        algorithm = new CountingAlgorithm();
        node = await AttackedNode.StartAsync(
            configure: options => options.MaxFailuresPerMinute = OfANode,
            build: builder =>
            {
                builder.Services.AddSingleton<ISignatureAlgorithm>(algorithm);
                builder.Services.AddSingleton<IPartnerDirectory>(
                    services => directory = new CountingDirectory(services.GetRequiredService<InMemoryPartnerDirectory>()));
            });
    }

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task D81_ForgeriesInANodesName_AreRefusedUnverifiedOnceTheBudgetIsSpent()
    {
        await FloodAsync(node.Get(with: TestKeys.StrangerKey), OfANode, "401/40101");
        await FloodAsync(node.Get(with: TestKeys.StrangerKey), 3 * OfANode, "429/42901");

        Assert.That(algorithm.Verifications, Is.EqualTo(OfANode));
        Assert.That(directory.LookUps, Is.EqualTo(OfANode));
        Assert.That(node.Handler.Calls, Is.Empty);
    }

    [Test]
    public async Task D81_NodeAtAnotherAddress_IsServedMeanwhile()
    {
        await FloodAsync(node.Get(with: TestKeys.StrangerKey), OfANode + 1);
        await node.RefusesAsync(node.Get(), "429/42901", "the budget is the address's as well");

        Assert.That((await Wire.SendAsync(node.Host, node.Get(), Elsewhere)).Verdict, Is.EqualTo("200/0"));
        Assert.That(node.Handler.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task D81_AMinuteLater_TheBudgetIsFullAgain()
    {
        await FloodAsync(node.Get(with: TestKeys.StrangerKey), OfANode + 1);
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        await node.ServesAsync(node.Get());
        await FloodAsync(node.Get(with: TestKeys.StrangerKey), OfANode, "401/40101");
        await node.RefusesAsync(node.Get(with: TestKeys.StrangerKey), "429/42901");
    }

    [Test]
    public async Task D81_ForgeriesInManyNames_RunOutForTheAddressAndForNoOther()
    {
        for (int i = 0; i < OfAnAddress; i++)
        {
            await node.RefusesAsync(As($"STRANGER-{i}"), "401/40101");
        }

        await node.RefusesAsync(As("STRANGER-NEW"), "429/42901");
        await node.RefusesAsync(node.Get(), "429/42901", "nobody at this address is heard");
        Assert.That(directory.LookUps, Is.EqualTo(OfAnAddress), "a stranger is looked up each time, so it must not be for nothing");
        Assert.That(algorithm.Verifications, Is.Zero);
        Assert.That((await Wire.SendAsync(node.Host, node.Get(), Elsewhere)).Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task D81_CopiesOfOneCall_AreRefusedUnverifiedOnceTheBudgetIsSpent()
    {
        RequestDraft good = node.Get();
        await node.ServesAsync(good);
        await FloodAsync(good, OfANode, "409/40903");
        await FloodAsync(good, 3 * OfANode, "429/42901");

        Assert.That(algorithm.Verifications, Is.EqualTo(1 + OfANode));
        Assert.That(node.Handler.Calls, Has.Count.EqualTo(1));
        Assert.That((await Wire.SendAsync(node.Host, node.Get(), Elsewhere)).Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task D81_TimestampsInSeconds_AskTheDirectoryUntilTheBudgetIsSpent()
    {
        // Only the directory knows whether the partner may write them so.
        RequestDraft draft = node.Get();
        draft["x-timestamp"] = node.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await FloodAsync(draft, OfANode, "400/40002");
        await FloodAsync(draft, OfANode, "429/42901");

        Assert.That(directory.LookUps, Is.EqualTo(OfANode));
        Assert.That(algorithm.Verifications, Is.Zero);
    }

    [Test]
    public async Task D81_RefusalOfAFlood_ReadsNoBody()
    {
        await FloodAsync(node.Get(with: TestKeys.StrangerKey), OfANode);
        RequestDraft upload = node.Post();
        upload["Content-Length"] = "100000";
        upload.Body = [];

        await node.RefusesAsync(upload, "429/42901", "the answer comes though the body never does");
    }

    [Test]
    public void D81_FloodFromManyAddresses_TakesATableOfFixedSizeAndGivesItBack()
    {
        const int Room = 50_000;
        var budget = new FailureBudget(node.Clock);
        for (int i = 0; i < Room; i++)
        {
            budget.Record(i.ToString(CultureInfo.InvariantCulture), "");
        }

        budget.Record("one too many", "");
        Assert.That(budget.IsSpent("one too many", "", 1), Is.False, "verified as ever, and not counted");
        Assert.That(budget.IsSpent("0", "", 1), Is.True, "nobody is let off for it");

        node.Clock.Advance(TimeSpan.FromMinutes(1));
        budget.Record("one too many", "");
        Assert.That(budget.IsSpent("one too many", "", 1), Is.True);
    }

    private RequestDraft As(string nodeId)
    {
        RequestDraft draft = node.Get(with: TestKeys.StrangerKey);
        draft["x-source-node-id"] = nodeId;
        return draft;
    }

    private async Task FloodAsync(RequestDraft draft, int count, string? verdict = null)
    {
        byte[] request = draft.ToWire();
        await using Wire wire = await Wire.ConnectAsync(node.Host);
        for (int i = 0; i < count; i++)
        {
            WireAnswer answer = await wire.ExchangeAsync(request);
            Assert.That(answer.Verdict, Is.EqualTo(verdict ?? answer.Verdict), $"call {i}");
        }
    }
}
