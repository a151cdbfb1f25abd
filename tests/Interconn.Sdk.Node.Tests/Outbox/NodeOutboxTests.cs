using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Outbox;

public sealed class NodeOutboxTests
{
    [Test]
    public async Task Resend_OfAMessageThatWaitsOrWasDelivered_IsRefused()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        string delivered = await world.ConfirmAsync("a-1");
        Assert.That(await CodeAsync(() => world.Outbox.ResendAsync(delivered)), Is.EqualTo(InterconnCodes.IllegalTransition));
        world.Partner.Behaviour = _ => Faults.Broken;
        string waiting = await world.ConfirmAsync("a-2");
        Assert.That(await CodeAsync(() => world.Outbox.ResendAsync(waiting)), Is.EqualTo(InterconnCodes.IllegalTransition));
        Assert.That(await CodeAsync(() => world.Outbox.ResendAsync("unknown")), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(await world.Outbox.FindAsync("unknown"), Is.Null);
    }

    [Test]
    public async Task Resend_OfAnApplicationThatEndedWithItsRefusal_IsRefused()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.ContentConflict);
        AuditRecord audit = Records.Application("a-1");
        OutboxMessage message = OutboxWorld.Application(audit);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [message] });
        Assert.That(await CodeAsync(() => world.Outbox.ResendAsync(message.MessageId)), Is.EqualTo(InterconnCodes.IllegalTransition));
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Dead));
    }

    [Test]
    public async Task Discard_OfAMessageThatWaits_DropsItAndItsContent()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Broken;
        string messageId = await world.ConfirmAsync("a-1");
        OutboxMessage dropped = await world.Outbox.DiscardAsync(messageId);
        Assert.That(dropped.State, Is.EqualTo(OutboxState.Superseded));
        Assert.That(dropped, Is.EqualTo(await world.MessageAsync(messageId)));
        Assert.That(dropped.Body, Is.Null);
        world.Partner.Behaviour = null;
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromMinutes(5));
        Assert.That(world.Partner.Acknowledged, Is.Empty);
        Assert.That(await CodeAsync(() => world.Outbox.DiscardAsync(messageId)), Is.EqualTo(InterconnCodes.IllegalTransition));
    }

    [Test]
    public async Task Discard_OfAMessageThatWasGivenUp_DropsIt()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.NotPermitted);
        string messageId = await world.ConfirmAsync("a-1");
        Assert.That((await world.Outbox.DiscardAsync(messageId)).State, Is.EqualTo(OutboxState.Superseded));
    }

    [Test]
    public async Task List_ByStateAndPartner_GivesThoseOnly()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        string delivered = await world.ConfirmAsync("a-1");
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.NotPermitted);
        string dead = await world.ConfirmAsync("a-2");
        Assert.That((await world.Outbox.ListAsync()).Select(message => message.MessageId), Is.EqualTo(new[] { delivered, dead }));
        IReadOnlyList<OutboxMessage> ofState = await world.Outbox.ListAsync(new OutboxFilter { State = OutboxState.Dead, PartnerNodeId = TestNode.CallerId });
        Assert.That(ofState.Select(message => message.MessageId), Is.EqualTo(new[] { dead }));
    }

    [Test]
    public async Task WaitUntilEmpty_EndsWhenTheLastMessageOfThePartnerIsDelivered()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Partner.Behaviour = _ => Faults.When(answer.Task, arrived.SetResult);
        AuditRecord audit = Records.Audit("a-1");
        await world.CommitAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [OutboxWorld.Confirmation(audit)] });
        await arrived.Task;
        Task empty = world.Outbox.WaitUntilEmptyAsync(TestNode.CallerId);
        await world.Outbox.WaitUntilEmptyAsync("another");
        Assert.That(empty.IsCompleted, Is.False);
        answer.SetResult(Faults.Ok);
        await empty.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((await world.Outbox.ListAsync()).Single().State, Is.EqualTo(OutboxState.Delivered));
    }

    private static async Task<int> CodeAsync(Func<Task> act) => (Assert.ThrowsAsync<InterconnException>(() => act())!).Code;
}
