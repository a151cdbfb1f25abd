using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>Calls that a partner can verify only with a key that it may not have yet wait until it has acknowledged it.</summary>
public sealed class OwnKeyGateTests
{
    private static ContractRecord Unacknowledged => Records.Contract() with { PartnerHasOwnKey = false };

    [Test]
    public async Task AuditMessages_WaitUntilTheContractsConfirmationIsAcknowledged()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(contract: Unacknowledged);
        bool knowsContract = false;
        world.Partner.Behaviour = _ => knowsContract ? null : Faults.Code(InterconnCodes.NotFound);
        AuditRecord audit = Records.Application("a-1");
        OutboxMessage application = OutboxWorld.Application(audit);
        OutboxMessage confirmation = OutboxWorld.Confirmation(Unacknowledged);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [confirmation, application] });
        Assert.That(world.Partner.Requests.Select(FakePartner.Describe), Is.All.EqualTo("confirm " + TestNode.ContractId));
        OutboxMessage held = await world.MessageAsync(application.MessageId);
        Assert.That(held.Attempts, Is.Zero);
        Assert.That(held.LastFailure, Does.Contain("acknowledged"));
        Assert.That(held.ClaimedUntil, Is.Null);

        knowsContract = true;
        DateTimeOffset again = (await world.MessageAsync(confirmation.MessageId)).NextAttemptAt;
        Assert.That(held.NextAttemptAt, Is.GreaterThan(again + TimeSpan.FromMinutes(1)));
        await world.Watch.RunUntilAsync(again);
        await world.Watch.AsleepAsync();
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm " + TestNode.ContractId, "apply a-1" }));
        Assert.That((await world.ContractAsync()).PartnerHasOwnKey, Is.True);
    }

    [Test]
    public async Task AuditMessages_DoNotWait_WhereThePartnerKnowsTheKeyByAnotherContract()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(contract: Unacknowledged);
        AuditRecord audit = Records.Application("a-1");
        await world.SendAsync(new NodeChange
        {
            At = world.Clock.Now,
            Contracts = [Records.Contract("c-2")],
            Audits = [audit],
            Messages = [OutboxWorld.Application(audit)],
        });
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "apply a-1" }));
    }

    [Test]
    public async Task AuditMessages_DoNotWait_WhereThisNodeAppliedForTheContract()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(contract: Unacknowledged with { Role = PartyRole.Applicant });
        AuditRecord audit = Records.Application("a-1");
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [OutboxWorld.Application(audit)] });
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "apply a-1" }));
    }

    [Test]
    public async Task ConfirmationOfAContract_RefusedForGood_LeavesItApproved_AndWhatWaitsForItIsGivenUpInTheEnd()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(node => node.GiveUpAfter = TimeSpan.FromMinutes(12), contract: Unacknowledged);
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.IllegalTransition);
        AuditRecord audit = Records.Application("a-1");
        OutboxMessage confirmation = OutboxWorld.Confirmation(Unacknowledged);
        OutboxMessage application = OutboxWorld.Application(audit);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [confirmation, application] });
        Assert.That((await world.MessageAsync(confirmation.MessageId)).State, Is.EqualTo(OutboxState.Dead));
        Assert.That((await world.ContractAsync()).IsLive(world.Clock.Now), Is.True);
        Assert.That((await world.ContractAsync()).PartnerHasOwnKey, Is.False);
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromMinutes(14));
        OutboxMessage dead = await world.MessageAsync(application.MessageId);
        Assert.That(dead.State, Is.EqualTo(OutboxState.Dead));
        Assert.That(dead.EndedAt, Is.EqualTo(NodeFixture.Start + TimeSpan.FromMinutes(12)));
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));
    }
}
