using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Outbox;

public sealed class OutboxStopTests
{
    private readonly ManualTimeProvider clock = new(NodeFixture.Start);

    [Test]
    public async Task Stop_LetsTheCallUnderWayEnd_AndTakesNoMore()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(clock: clock);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Partner.Behaviour = _ => Faults.When(answer.Task, arrived.SetResult);
        AuditRecord[] audits = [Records.Audit("a-1"), Records.Audit("a-2")];
        await world.CommitAsync(new NodeChange { At = clock.Now, Audits = audits, Messages = [.. audits.Select(OutboxWorld.Confirmation)] });
        await arrived.Task;
        Task stopped = world.Dispatcher.StopAsync(CancellationToken.None);
        Assert.That(stopped.IsCompleted, Is.False);
        answer.SetResult(Faults.Ok);
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
        IReadOnlyList<OutboxMessage> messages = await world.Outbox.ListAsync();
        Assert.That(messages.Select(message => message.State), Is.EqualTo(new[] { OutboxState.Delivered, OutboxState.Pending }));
        Assert.That(messages[1].ClaimedUntil, Is.Null);
        Assert.That(messages[1].Attempts, Is.Zero);
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Stop_WhenTheHostWaitsNoLonger_EndsTheCall_AndTheMessageIsSentAfterTheNextStart()
    {
        using var store = new InMemoryNodeStore(new InMemoryPermitStore(TimeProvider.System));
        await store.TryCommitAsync(new NodeChange { At = clock.Now, Contracts = [Records.Contract()] }, CancellationToken.None);
        await using (OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store))
        {
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            world.Partner.Behaviour = _ => Faults.Silence(arrived.SetResult);
            AuditRecord audit = Records.Audit("a-1");
            await world.CommitAsync(new NodeChange { At = clock.Now, Audits = [audit], Messages = [OutboxWorld.Confirmation(audit)] });
            await arrived.Task;
            using var host = new CancellationTokenSource();
            Task stopped = world.Dispatcher.StopAsync(host.Token);
            Assert.That(stopped.IsCompleted, Is.False);
            await host.CancelAsync();
            await stopped.WaitAsync(TimeSpan.FromSeconds(30));
            OutboxMessage message = (await world.Outbox.ListAsync()).Single();
            Assert.That(message.State, Is.EqualTo(OutboxState.Pending));
            Assert.That(message.ClaimedUntil, Is.Null);
            Assert.That(message.Attempts, Is.Zero);
        }

        await using (OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store))
        {
            Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-1" }));
        }
    }

    [Test]
    public async Task ProcessThatEndsInTheMiddle_LeavesAClaim_AndAnotherSendsTheMessageWhenItRunsOut()
    {
        using var store = new InMemoryNodeStore(new InMemoryPermitStore(TimeProvider.System));
        AuditRecord audit = Records.Audit("a-1");
        await store.TryCommitAsync(
            new NodeChange { At = clock.Now, Contracts = [Records.Contract()], Audits = [audit], Messages = [OutboxWorld.Confirmation(audit)] },
            CancellationToken.None);
        await store.ClaimMessagesAsync(new OutboxClaim { Now = clock.Now, Until = clock.Now + TimeSpan.FromMinutes(2), Take = 1 }, CancellationToken.None);
        await using OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store);
        await world.Watch.RunUntilAsync(NodeFixture.Start + TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.That(world.Partner.Requests, Is.Empty);
        await world.Watch.RunUntilAsync(NodeFixture.Start + TimeSpan.FromMinutes(3));
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-1" }));
    }
}
