using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>What becomes of one message that fails.</summary>
public sealed class RetryTests
{
    [TestCase(InterconnCodes.NotAuthenticated)]
    [TestCase(InterconnCodes.NotFound)]
    public async Task Confirmation_RefusedAtFirst_IsRetried_AndOthersDoNotWaitForIt(int code)
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        bool knows = false;
        world.Partner.Behaviour = request => !knows && FakePartner.Describe(request) == "confirm a-1" ? Faults.Code(code) : null;
        string messageId = await world.ConfirmAsync("a-1");
        await world.ConfirmAsync("a-2");
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-2" }));
        OutboxMessage waiting = await world.MessageAsync(messageId);
        Assert.That(waiting.State, Is.EqualTo(OutboxState.Pending));
        Assert.That(waiting.Attempts, Is.EqualTo(1));
        Assert.That(waiting.LastCode, Is.EqualTo(code));
        Assert.That(waiting.NextAttemptAt - world.Clock.Now, Is.InRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)));

        knows = true;
        await world.Watch.RunUntilAsync(waiting.NextAttemptAt);
        await world.Watch.AsleepAsync();
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-2", "confirm a-1" }));
        Assert.That((await world.MessageAsync(messageId)).Attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task ContractConfirmation_ThatOvertakesTheAnswerWithItsId_IsNotLost()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(contract: Records.Contract() with { PartnerHasOwnKey = false });
        int left = 2;
        world.Partner.Behaviour = _ => left-- > 0 ? Faults.Code(InterconnCodes.NotFound) : null;
        OutboxMessage message = OutboxWorld.Confirmation(await world.ContractAsync());
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Messages = [message] });
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromSeconds(4));
        OutboxMessage delivered = await world.MessageAsync(message.MessageId);
        Assert.That(delivered.State, Is.EqualTo(OutboxState.Delivered));
        Assert.That(delivered.Attempts, Is.EqualTo(3));
        Assert.That((await world.ContractAsync()).PartnerHasOwnKey, Is.True);
    }

    [Test]
    public async Task Application_RefusedForGood_EndsTheAudit()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.NotFound);
        AuditRecord audit = Records.Application("a-1");
        OutboxMessage message = OutboxWorld.Application(audit);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [message] });
        AuditRecord ended = await world.AuditAsync("a-1");
        Assert.That(ended.Status, Is.EqualTo(ApprovalStatus.Terminated));
        Assert.That(ended.EndReason, Is.EqualTo(AuditEndReason.ApplicationRefused));
        Assert.That(ended.EndedAt, Is.EqualTo(world.Clock.Now));
        OutboxMessage dead = await world.MessageAsync(message.MessageId);
        Assert.That(dead.State, Is.EqualTo(OutboxState.Dead));
        Assert.That(dead.LastCode, Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(world.Node.Logs.OwnEntries.Count(entry => entry.EventId == 555), Is.EqualTo(1));
    }

    [Test]
    public async Task Application_ThatArrivedAndWasApproved_BeforeARefusal_StaysApproved()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Partner.Behaviour = _ => Faults.When(answer.Task, arrived.SetResult);
        AuditRecord audit = Records.Application("a-1");
        OutboxMessage message = OutboxWorld.Application(audit);
        world.Watch.Forget();
        await world.CommitAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [message] });
        await arrived.Task;
        await world.CommitAsync(new NodeChange
        {
            At = world.Clock.Now,
            Audits = [(await world.AuditAsync("a-1")) with { Status = ApprovalStatus.Approved, ApprovedAt = world.Clock.Now }],
        });
        answer.SetResult(ScriptedAnswer.Failure(InterconnCodes.ContentConflict));
        await world.Watch.AsleepAsync();
        Assert.That((await world.AuditAsync("a-1")).Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Superseded));
    }

    [Test]
    public async Task FinalCode_GivesUpAtOnce_AndAnAdministratorsResendDelivers()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.ContentConflict);
        string messageId = await world.ConfirmAsync("a-1");
        OutboxMessage dead = await world.MessageAsync(messageId);
        Assert.That(dead.State, Is.EqualTo(OutboxState.Dead));
        Assert.That(dead.LastCode, Is.EqualTo(InterconnCodes.ContentConflict));
        Assert.That(dead.EndedAt, Is.EqualTo(world.Clock.Now));
        Assert.That((await world.AuditAsync("a-1")).Status, Is.EqualTo(ApprovalStatus.Approved));
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromHours(1));
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));

        world.Partner.Behaviour = null;
        await world.Watch.WakeAsync(() => world.Outbox.ResendAsync(messageId));
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-1" }));
        Assert.That(world.Partner.Requests[1].BodyText, Is.EqualTo(world.Partner.Requests[0].BodyText));
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Delivered));
    }

    [Test]
    public async Task MessageThatIsTriedAsLongAsIsAllowed_IsGivenUp_AndAResentOneHasAsLongAgain()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(node => node.GiveUpAfter = TimeSpan.FromMinutes(10));
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.NotAuthenticated);
        string messageId = await world.ConfirmAsync("a-1");
        DateTimeOffset lastAt = NodeFixture.Start + TimeSpan.FromMinutes(10);
        await world.Watch.RunUntilAsync(lastAt - TimeSpan.FromTicks(1));
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Pending));
        Assert.That((await world.MessageAsync(messageId)).NextAttemptAt, Is.LessThanOrEqualTo(lastAt));
        await world.Watch.RunUntilAsync(lastAt + TimeSpan.FromMinutes(2));
        OutboxMessage dead = await world.MessageAsync(messageId);
        Assert.That(dead.State, Is.EqualTo(OutboxState.Dead));
        Assert.That(dead.EndedAt, Is.EqualTo(lastAt));
        Assert.That(dead.Body, Is.Not.Null);

        await world.Watch.WakeAsync(() => world.Outbox.ResendAsync(messageId));
        Assert.That((await world.MessageAsync(messageId)).Attempts, Is.EqualTo(1));
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Pending));
        DateTimeOffset secondLastAt = (await world.MessageAsync(messageId)).ResentAt!.Value + TimeSpan.FromMinutes(10);
        await world.Watch.RunUntilAsync(secondLastAt + TimeSpan.FromMinutes(2));
        Assert.That((await world.MessageAsync(messageId)).EndedAt, Is.EqualTo(secondLastAt));
    }

    [Test]
    public async Task W68_CallbackFails_TheDecisionStands_IsSentAgain_AndSurvivesTheProcess()
    {
        using var store = new InMemoryNodeStore(new InMemoryPermitStore(TimeProvider.System));
        var clock = new ManualTimeProvider(NodeFixture.Start);
        await store.TryCommitAsync(new NodeChange { At = clock.Now, Contracts = [Records.Contract()] }, CancellationToken.None);
        string messageId;
        await using (OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store))
        {
            world.Partner.Behaviour = _ => Faults.Broken;
            messageId = await world.ConfirmAsync("a-1");
            await world.Watch.RunUntilAsync(clock.Now + TimeSpan.FromSeconds(10));
            Assert.That((await world.AuditAsync("a-1")).Status, Is.EqualTo(ApprovalStatus.Approved));
            Assert.That((await world.MessageAsync(messageId)).Attempts, Is.GreaterThan(2));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await using (OutboxWorld world = await OutboxWorld.StartAsync(clock: clock, store: store))
        {
            Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-1" }));
            Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Delivered));
        }
    }

    [Test]
    public async Task MessageAboutSomethingThatHasEnded_IsNeverSent()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        AuditRecord ended = Records.Audit("a-1") with { Status = ApprovalStatus.Terminated, EndedAt = world.Clock.Now };
        AuditRecord withdrawn = Records.Application("a-2") with { Status = ApprovalStatus.Terminated, EndedAt = world.Clock.Now };
        ContractRecord over = Records.Contract("c-2") with { Status = ApprovalStatus.Terminated, EndedAt = world.Clock.Now };
        AuditRecord expired = Records.Audit("a-3") with { ContractExpiresAt = world.Clock.Now };
        OutboxMessage[] messages =
        [
            OutboxWorld.Confirmation(ended), OutboxWorld.Application(withdrawn), OutboxWorld.Confirmation(over), OutboxMessages.OwnKey(over, world.Clock.Now),
            OutboxWorld.Confirmation(expired), OutboxWorld.Confirmation(Records.Audit("a-unknown")),
        ];
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Contracts = [over], Audits = [ended, withdrawn, expired], Messages = messages });
        Assert.That(world.Partner.Requests, Is.Empty);
        foreach (OutboxMessage message in messages)
        {
            OutboxMessage superseded = await world.MessageAsync(message.MessageId);
            Assert.That(superseded.State, Is.EqualTo(OutboxState.Superseded), superseded.ToString());
            Assert.That(superseded.Body, Is.Null);
            Assert.That(superseded.Attempts, Is.Zero);
        }
    }

    [Test]
    public async Task TerminationOfAnAudit_IsSentAsLongAsThePairHasAContract()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        AuditRecord audit = Records.Audit("a-1") with { Status = ApprovalStatus.Terminated, EndedAt = world.Clock.Now };
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [OutboxWorld.Termination(audit)] });
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "terminate a-1" }));

        ContractRecord contract = await world.ContractAsync();
        AuditRecord other = Records.Audit("a-2") with { Status = ApprovalStatus.Terminated, EndedAt = world.Clock.Now };
        OutboxMessage message = OutboxWorld.Termination(other);
        await world.SendAsync(new NodeChange
        {
            At = world.Clock.Now,
            Contracts = [contract with { Status = ApprovalStatus.Terminated, EndedAt = world.Clock.Now }],
            Audits = [other],
            Messages = [message],
        });
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Superseded));
    }

    [Test]
    public async Task MessageThatWaits_AndIsSuperseded_IsNotSent()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Broken;
        string messageId = await world.ConfirmAsync("a-1");
        await world.CommitAsync(AuditCascade.Ended(await world.AuditAsync("a-1"), AuditEndReason.TerminatedByPartner, world.Clock.Now));
        world.Partner.Behaviour = null;
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromMinutes(10));
        Assert.That(world.Partner.Acknowledged, Is.Empty);
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Superseded));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task MessageThatIsSupersededWhileItIsUnderWay_StaysSo_WhateverIsAnswered(bool isAcknowledged)
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Partner.Behaviour = _ => Faults.When(answer.Task, arrived.SetResult);
        AuditRecord audit = Records.Audit("a-1");
        OutboxMessage message = OutboxWorld.Confirmation(audit);
        world.Watch.Forget();
        await world.CommitAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [message] });
        await arrived.Task;
        world.Partner.Behaviour = null;
        audit = await world.AuditAsync("a-1");
        await world.CommitAsync(AuditCascade.Ended(audit, AuditEndReason.TerminatedHere, world.Clock.Now) with { Messages = [OutboxWorld.Termination(audit)] });
        answer.SetResult(isAcknowledged ? Faults.Ok : ScriptedAnswer.Failure(InterconnCodes.ContentConflict));
        await world.Watch.AsleepAsync();
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Superseded));
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "terminate a-1" }));
    }

    [Test]
    public async Task Content_IsInNoLogAndInNoList()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(node => node.GiveUpAfter = TimeSpan.FromSeconds(30));
        Fault[] faults = [Faults.Broken, Faults.HalfAnAnswer, Faults.Garbage, Faults.Code(50001), Faults.Code(40101)];
        int next = 0;
        world.Partner.Behaviour = _ => faults[Math.Min(next++, faults.Length - 1)];
        string messageId = await world.ConfirmAsync("a-1");
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromMinutes(1));
        Assert.That((await world.MessageAsync(messageId)).State, Is.EqualTo(OutboxState.Dead));
        Assert.That((await world.MessageAsync(messageId)).Body, Does.Contain(OutboxWorld.Token));
        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId is 551 or 552 or 554 or 555), Is.GreaterThan(5));
        Assert.That(world.Watch.AllEntries.Select(entry => entry.Message + entry.Exception), Has.None.Contain(OutboxWorld.Token));
        Assert.That((await world.Outbox.ListAsync()).Single().Body, Is.Null);
        Assert.That((await world.Outbox.FindAsync(messageId))!.Body, Is.Null);
        world.Partner.Behaviour = null;
        Assert.That((await world.Outbox.ResendAsync(messageId)).Body, Is.Null);
        await world.Outbox.WaitUntilEmptyAsync();
        Assert.That(world.Partner.Requests[^1].BodyText, Does.Contain(OutboxWorld.Token));
    }
}
