using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>R21 and R23: stores that start empty, fail or hang.</summary>
public sealed class StoreFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase(-1)]
    [TestCase(-60_000)]
    [TestCase(-299_999)]
    public async Task R21_CallOlderThanTheProcess_IsOutsideTheTolerance(int milliseconds)
    {
        await using AttackedNode node = await AttackedNode.StartAsync();
        RequestDraft old = RequestDraft.Get(AttackedNode.Read, node.Clock.Now.AddMilliseconds(milliseconds));

        await node.RefusesAsync(old, "401/40102");
        await node.ServesAsync(node.Get());
    }

    [Test]
    public async Task R21_CallServedBeforeARestart_IsRefusedAfterIt()
    {
        await using AttackedNode before = await AttackedNode.StartAsync();
        RequestDraft draft = before.Post();
        await before.ServesAsync(draft);

        before.Clock.Advance(TimeSpan.FromSeconds(1));
        await using AttackedNode after = await AttackedNode.StartAsync(clock: before.Clock);

        await after.RefusesAsync(draft, "401/40102");
        await after.ServesAsync(after.Post());
    }

    [Test]
    public async Task R21_ForgedCallOlderThanTheProcess_IsNotAuthenticated()
    {
        // The start of the process is told to nobody but partners.
        await using AttackedNode node = await AttackedNode.StartAsync();
        await node.RefusesAsync(RequestDraft.Get(AttackedNode.Read, node.Clock.Now.AddMinutes(-1), TestKeys.StrangerKey), "401/40101");
    }

    [Test]
    public async Task R23_StoreThatThrows_IsUnavailableAndNothingIsServed([Values] Store store)
    {
        var fault = new StoreFault { Failure = () => new InvalidOperationException("connection refused by secret-host") };
        await using AttackedNode node = await StartAsync(store, fault);
        RequestDraft draft = await DraftAsync(node, store);

        WireAnswer answer = await node.RefusesAsync(draft, "503/50301");

        Assert.That(answer.Body, Is.EqualTo("""{"code":50301,"msg":"temporarily unavailable","data":{}}"""));
        Assert.That(node.Host.Logs.OwnEntries.Single(entry => entry.EventId == 205).Message, Does.Contain(NameOf(store)));
    }

    [Test]
    public async Task R23_StoreThatCancelsByItself_IsUnavailable([Values] Store store)
    {
        // A store's own time limit shows as a cancellation, which is not the caller's.
        var fault = new StoreFault { Failure = () => new OperationCanceledException() };
        await using AttackedNode node = await StartAsync(store, fault);
        await node.RefusesAsync(await DraftAsync(node, store), "503/50301");
    }

    [Test]
    public async Task R23_StoreThatHangs_IsUnavailableAfterTheTimeOfTheOptions([Values] Store store, [Values] bool heedsItsToken)
    {
        var fault = new StoreFault { Hangs = true, HeedsItsToken = heedsItsToken };
        await using AttackedNode node = await StartAsync(store, fault);

        Task<WireAnswer> answering = Wire.SendAsync(node.Host, await DraftAsync(node, store));
        await fault.Asked.Task.WaitAsync(Patience);
        node.Clock.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromMilliseconds(1));
        Assert.That(answering.IsCompleted, Is.False);
        Assert.That(fault.Token.IsCancellationRequested, Is.False);
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        WireAnswer answer = await answering.WaitAsync(Patience);

        Assert.That(answer.Verdict, Is.EqualTo("503/50301"));
        Assert.That(fault.Token.IsCancellationRequested, Is.True);
        Assert.That(node.Handler.Calls, Is.Empty);
        Assert.That(
            node.Host.Logs.OwnEntries.Select(entry => entry.EventId).Where(id => id is 201 or 202 or 205), Is.EqualTo([205]));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(3601)]
    public void R23_TimeForStoresOutOfRange_StopsTheStart(int seconds)
    {
        OptionsValidationException? refusal = Assert.ThrowsAsync<OptionsValidationException>(
            async () => await AttackedNode.StartAsync(configure: options => options.StoreTimeout = TimeSpan.FromSeconds(seconds)));
        Assert.That(refusal.Message, Does.Contain("StoreTimeout"));
    }

    [Test]
    public async Task R23_GuardThatComesBack_ServesTheSameCall()
    {
        var fault = new StoreFault { Failure = () => new IOException("down") };
        await using AttackedNode node = await StartAsync(Store.ReplayGuard, fault);
        RequestDraft draft = node.Post();
        await node.RefusesAsync(draft, "503/50301");

        fault.Failure = null;

        await node.ServesAsync(draft);
        await node.RefusesAsync(draft, "409/40903");
    }

    [Test]
    public async Task R23_GuardThatIsDown_StillHidesNothingFromForgers()
    {
        // The store is not asked for a call whose signature does not hold.
        var fault = new StoreFault { Failure = () => new IOException("down") };
        await using AttackedNode node = await StartAsync(Store.ReplayGuard, fault);

        await node.RefusesAsync(node.Get(with: TestKeys.StrangerKey), "401/40101");
        Assert.That(fault.Asked.Task.IsCompleted, Is.False);
    }

    /// <summary>What a node asks outside its process.</summary>
    public enum Store
    {
        Directory,
        ReplayGuard,
        TrustPolicy,
        PermitStore,
    }

    private static string NameOf(Store store) => store switch
    {
        Store.Directory => "the partner directory",
        Store.ReplayGuard => "the replay guard",
        Store.TrustPolicy => "the trust policy",
        _ => "the permit store",
    };

    private static Task<AttackedNode> StartAsync(Store store, StoreFault fault) => AttackedNode.StartAsync(
        configure: options => options.StoreTimeout = TimeSpan.FromSeconds(7),
        build: builder => Break(builder, store, fault),
        map: app => app.MapGet("/own/{id}", () => Results.Ok()).RequireInterconnPermit(ResourceType.Dataset, "id"));

    private static async Task<RequestDraft> DraftAsync(AttackedNode node, Store store)
    {
        if (store == Store.TrustPolicy)
        {
            return node.Sample("3.1");
        }

        if (store != Store.PermitStore)
        {
            return node.Get();
        }

        ResourcePermit permit = await node.Host.Services.GetRequiredService<PermitIssuer>().IssueAsync(
            new PermitGrant
            {
                ResourceType = ResourceType.Dataset,
                ResourceId = "d-01",
                UserNodeId = TestNode.CallerId,
                UserInstId = "JG01",
            },
            CancellationToken.None);
        RequestDraft draft = node.Get("/own/d-01");
        draft["x-mprac-token-set"] = $"urn:interconn:DATASET:{TestNode.HolderId}:d-01/1/{permit.Token}";
        return draft.Sign();
    }

    private static void Break(InterconnBuilder builder, Store store, StoreFault fault)
    {
        switch (store)
        {
            case Store.Directory:
                builder.Services.AddSingleton<IPartnerDirectory>(services =>
                    new FaultyDirectory(services.GetRequiredService<InMemoryPartnerDirectory>(), fault));
                break;
            case Store.ReplayGuard:
                builder.Services.AddSingleton<IReplayGuard>(services =>
                    new FaultyReplayGuard(new InMemoryReplayGuard(services.GetRequiredService<TimeProvider>()), fault));
                break;
            case Store.TrustPolicy:
                builder.Services.AddSingleton<IPartnerTrustPolicy>(new FaultyTrustPolicy(fault));
                break;
            default:
                builder.Services.AddSingleton<IPermitStore>(services =>
                    new FaultyPermitStore(new InMemoryPermitStore(services.GetRequiredService<TimeProvider>()), fault));
                break;
        }
    }
}
