using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>What this node decides on applications, and what it then tells (3.2).</summary>
public sealed class ContractDecisionTests
{
    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Approval_IsOneTransitionWithItsConfirmation()
    {
        string id = await node.As().ApplyForIdAsync();
        DateTimeOffset end = node.Clock.Now.AddDays(3);
        ContractRecord approved = await node.Desk.DecideAsync(
            new ContractKey(NodeUnderTest.PartnerId, id), ApprovalDirective.Approve(new ApprovalTerms { ExpiresAt = end }), CancellationToken.None);
        OutboxMessage message = (await node.MessagesAsync(id)).Single();
        ContractConfirmation body = JsonSerializer.Deserialize(message.Body!, InterconnJson.Context.ContractConfirmation)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await node.StoredAsync(id), Is.EqualTo(approved));
            Assert.That((approved.Status, approved.ApprovedAt, approved.ExpiresAt), Is.EqualTo((ApprovalStatus.Approved, (DateTimeOffset?)node.Clock.Now, end)));
            Assert.That(approved.PartnerHasOwnKey, Is.False);
            Assert.That((message.Kind, message.State, message.NextAttemptAt), Is.EqualTo((OutboxKind.ContractConfirmation, OutboxState.Pending, node.Clock.Now)));
            Assert.That((body.ContractId, body.Status, body.ExpiredTime), Is.EqualTo((id, ApprovalDecision.Approved, (DateTimeOffset?)end)));
            Assert.That((body.AuthType, body.AuthCredential), Is.EqualTo((TestKeys.HolderKey.AuthType, TestKeys.HolderKey.AuthCredential)));
        }
    }

    [Test]
    public async Task Approval_UntilLaterThanAskedFor_IsUntilWhatWasAskedFor()
    {
        DateTimeOffset asked = node.Clock.Now.AddDays(2);
        string id = await node.As().ApplyForIdAsync(change: body => body["expired_time"] = asked.ToUnixTimeMilliseconds());
        ContractRecord approved = await node.Desk.DecideAsync(
            new ContractKey(NodeUnderTest.PartnerId, id), ApprovalDirective.Approve(new ApprovalTerms { ExpiresAt = asked.AddDays(1) }), CancellationToken.None);
        Assert.That(approved.ExpiresAt, Is.EqualTo(asked));
    }

    [Test]
    public async Task Approval_UntilThePast_IsRefusedAndLeavesTheApplicationOpen()
    {
        string id = await node.As().ApplyForIdAsync();
        var key = new ContractKey(NodeUnderTest.PartnerId, id);
        Assert.That(
            () => node.Desk.DecideAsync(key, ApprovalDirective.Approve(new ApprovalTerms { ExpiresAt = node.Clock.Now }), CancellationToken.None),
            Throws.TypeOf<InterconnRequestException>().With.Message.Contains("ApprovalTerms.ExpiresAt"));
        Assert.That((await node.StoredAsync(id)).Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task Rejection_CarriesTheKeyThatItIsSignedWith()
    {
        string id = await node.As().ApplyForIdAsync();
        await node.Desk.DecideAsync(new ContractKey(NodeUnderTest.PartnerId, id), ApprovalDirective.Reject, CancellationToken.None);
        OutboxMessage message = (await node.MessagesAsync(id)).Single();
        ContractConfirmation body = JsonSerializer.Deserialize(message.Body!, InterconnJson.Context.ContractConfirmation)!;
        Assert.That(
            (body.Status, body.AuthType, body.AuthCredential, body.ExpiredTime),
            Is.EqualTo((ApprovalDecision.Rejected, TestKeys.HolderKey.AuthType, TestKeys.HolderKey.AuthCredential, (DateTimeOffset?)null)));
    }
}
