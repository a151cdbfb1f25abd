using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>Partners that ask where an audit stands (4.6, 5.4, 7.4, 9.4), and nodes that are no party to what they name.</summary>
public sealed class AuditQueryTests
{
    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Query_AnswersTheStatus_ToEitherSide(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.ResourcesWithQuery))] AuditResource resource,
        [Values] PartyRole role,
        [Values] ApprovalStatus status)
    {
        await node.PutAsync(resource, "a-1", role, status);
        Assert.That(await node.Partner.QueryAsync(resource, "a-1"), Is.EqualTo(status));
    }

    [Test]
    public async Task Query_AfterTheContractExpired_SaysTerminated([Values(ApprovalStatus.Applied, ApprovalStatus.Approved)] ApprovalStatus status)
    {
        DateTimeOffset end = node.Clock.Now.AddSeconds(1);
        await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Holder, status, audit => audit with { ContractExpiresAt = end });
        node.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.That(await node.Partner.QueryAsync(AuditResource.Dataset, "a-1"), Is.EqualTo(status));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await node.Partner.QueryAsync(AuditResource.Dataset, "a-1"), Is.EqualTo(ApprovalStatus.Terminated));
    }

    [Test]
    public async Task W66_Query_ByAThirdNode_IsAsIfThereWereNone([ValueSource(typeof(AuditSamples), nameof(AuditSamples.ResourcesWithQuery))] AuditResource resource)
    {
        await node.PutAsync(resource, "a-1", PartyRole.Holder, ApprovalStatus.Approved);
        InterconnAnswerException foreign = Refusal(() => node.Third.Api.QueryAsync(resource, "a-1"));
        InterconnAnswerException unknown = Refusal(() => node.Third.Api.QueryAsync(resource, "a-2"));
        Assert.That((foreign.Code, foreign.Msg), Is.EqualTo((unknown.Code, unknown.Msg)));
        Assert.That(foreign.Code, Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task W66_ConfirmAndTerminate_ByAThirdNode_AreNotFound(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource, [Values] PartyRole role)
    {
        AuditKey key = await node.PutAsync(resource, "a-1", role, ApprovalStatus.Applied);
        AuditRecord before = await node.RecordAsync(key);
        InterconnClient third = node.Third.Api;
        Assert.That(await third.ConfirmAsync(resource, "a-1", ApprovalDecision.Approved).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(await third.ConfirmAsync(resource, "a-1", ApprovalDecision.Rejected).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(await third.TerminateAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(await node.RecordAsync(key), Is.EqualTo(before));
    }

    [Test]
    public async Task W68_Query_OfAnApprovedAudit_HasItsConfirmationSentNow([Values(OutboxState.Pending, OutboxState.Dead)] OutboxState state)
    {
        AuditKey key = await ApprovedAsync(message => message with { State = state, NextAttemptAt = node.Clock.Now.AddHours(1), Attempts = 9 });
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.Partner.QueryAsync(AuditResource.Dataset, "a-1");
        OutboxMessage due = (await node.Store.ClaimMessagesAsync(
            new OutboxClaim { Now = node.Clock.Now, Until = node.Clock.Now.AddMinutes(1), Take = 1 }, CancellationToken.None)).Single();
        Assert.That(due.Audit, Is.EqualTo(key));
        Assert.That(due.Body, Is.Not.Null);
    }

    [Test]
    public async Task Query_WhileTheConfirmationIsBeingSent_LeavesItAlone()
    {
        AuditKey key = await ApprovedAsync(message => message with
        {
            NextAttemptAt = node.Clock.Now.AddMinutes(1),
            ClaimedUntil = node.Clock.Now.AddMinutes(2),
        });
        OutboxMessage before = (await node.MessagesAsync(key)).Single();
        await node.Partner.QueryAsync(AuditResource.Dataset, "a-1");
        Assert.That((await node.MessagesAsync(key)).Single(), Is.EqualTo(before));
    }

    [Test]
    public async Task Query_OfAnAuditWhoseConfirmationWasDelivered_SendsNothing()
    {
        AuditKey key = await ApprovedAsync(message => message with { State = OutboxState.Delivered, EndedAt = node.Clock.Now, Body = null });
        OutboxMessage before = (await node.MessagesAsync(key)).Single();
        await node.Partner.QueryAsync(AuditResource.Dataset, "a-1");
        Assert.That((await node.MessagesAsync(key)).Single(), Is.EqualTo(before));
    }

    private static InterconnAnswerException Refusal(Func<Task> call) => Assert.ThrowsAsync<InterconnAnswerException>(() => call())!;

    private async Task<AuditKey> ApprovedAsync(Func<OutboxMessage, OutboxMessage> change)
    {
        await node.GrantAsync(AuditResource.Dataset, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        await node.CommitAsync(new NodeChange { At = node.Clock.Now, Messages = [change((await node.MessagesAsync(key)).Single())] });
        return key;
    }
}
