using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>The outbox while its store fails.</summary>
public sealed class StoreOutageTests
{
    private const int StoreFails = 560;
    private const int StoreAskedAgain = 561;
    private const int StoreAnswers = 562;

    private readonly ManualTimeProvider clock = new(NodeFixture.Start);

    [Test]
    public async Task StoreThatFailsForAWhile_IsAskedAgainWithBackoff_AndTheOutboxGoesOn()
    {
        FaultyNodeStore store = await StoreAsync();
        await using OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store);
        AuditRecord audit = Records.Audit("a-1");
        await store.TryCommitAsync(
            new NodeChange { At = clock.Now, Audits = [audit], Messages = [OutboxWorld.Confirmation(audit)] }, CancellationToken.None);
        store.IsDown = true;
        world.Watch.Forget();
        clock.Advance(TimeSpan.FromMinutes(1));
        for (int i = 0; i < 10; i++)
        {
            await world.Node.Logs.WaitForAsync(entry => entry.EventId == StoreAskedAgain && entry.Message.Contains("outbox"));
            world.Watch.Forget();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await world.Node.Logs.WaitForAsync(entry => entry.EventId == StoreAskedAgain && entry.Message.Contains("outbox"));
        store.IsDown = false;
        world.Watch.Forget();
        clock.Advance(TimeSpan.FromMinutes(1));
        await world.Watch.AsleepAsync();
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-1" }));
        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId == StoreFails && entry.Message.Contains("outbox")), Is.EqualTo(1));
        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId == StoreAnswers && entry.Message.Contains("outbox")), Is.EqualTo(1));
    }

    [Test]
    public async Task AcknowledgementThatCannotBeWritten_IsAskedForAgainWhenTheClaimRunsOut()
    {
        FaultyNodeStore store = await StoreAsync();
        await using OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store);
        store.FailsOn = change => change.Messages.Any(message => message.State == OutboxState.Delivered);
        string messageId = await world.ConfirmAsync("a-1");
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Pending));
        Assert.That(world.Node.Logs.OwnEntries.Count(entry => entry.EventId == 559), Is.EqualTo(1));
        store.FailsOn = static _ => false;
        DateTimeOffset claimedUntil = (await world.MessageAsync(messageId)).ClaimedUntil!.Value;
        await world.Watch.RunUntilAsync(claimedUntil - TimeSpan.FromTicks(1));
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));
        await world.Watch.RunUntilAsync(claimedUntil + TimeSpan.FromSeconds(1));
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(2));
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Delivered));
    }

    private async Task<FaultyNodeStore> StoreAsync()
    {
        var store = new InMemoryNodeStore(new InMemoryPermitStore(TimeProvider.System));
        await store.TryCommitAsync(new NodeChange { At = clock.Now, Contracts = [Records.Contract()] }, CancellationToken.None);
        return new FaultyNodeStore(store);
    }
}
