using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>How contracts end: by the partner (3.3), by this node, by their date.</summary>
public sealed class ContractTerminationTests
{
    private const string Id = "c-ending";
    private const string Other = "c-other";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task P58_TheEndOfTheLastContract_EndsAllAuditsAndPermits([Values] bool isByPartner)
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        string permit = await node.SeedPermitAsync(Id, "p-1");
        string foreign = await node.SeedPermitAsync(Other, "p-2");
        AuditRecord audit = await node.SeedAuditAsync(Id, "a-1", permit);
        AuditRecord ofOther = await node.SeedAuditAsync(Other, "a-2");
        if (isByPartner)
        {
            Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("200/0"));
        }
        else
        {
            ContractRecord told = await node.Contracts.TerminateAsync(contract.PartnerNodeId, Id);
            Assert.That(told, Is.EqualTo(await node.StoredAsync(Id)));
        }

        ContractRecord ended = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((ended.Status, ended.EndedAt, ended.DueAt), Is.EqualTo((ApprovalStatus.Terminated, (DateTimeOffset?)node.Clock.Now, (DateTimeOffset?)null)));
            Assert.That(await node.IsRevokedAsync(permit), Is.True);
            Assert.That(await node.IsRevokedAsync(foreign), Is.True, "no contract is left to hold it");
            Assert.That(await node.AuditStatusAsync(audit), Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That(await node.AuditStatusAsync(ofOther), Is.EqualTo(ApprovalStatus.Terminated));
        }
    }

    [Test]
    public async Task P58_TheEndOfOneContractOfSeveral_EndsWhatNamesIt()
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Applicant, Other);
        string permit = await node.SeedPermitAsync(Id, "p-1");
        string foreign = await node.SeedPermitAsync(Other, "p-2");
        AuditRecord audit = await node.SeedAuditAsync(Id, "a-1");
        AuditRecord ofOther = await node.SeedAuditAsync(Other, "a-2");
        Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("200/0"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.IsRevokedAsync(permit), await node.IsRevokedAsync(foreign)), Is.EqualTo((true, false)));
            Assert.That(
                (await node.AuditStatusAsync(audit), await node.AuditStatusAsync(ofOther)), Is.EqualTo((ApprovalStatus.Terminated, ApprovalStatus.Approved)));
        }
    }

    [Test]
    public async Task TheEndOfAnApplication_EndsNothing()
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Other);
        string id = await node.As(key: TestKeys.StrangerKey).ApplyForIdAsync();
        string permit = await node.SeedPermitAsync(Other, "p-1");
        AuditRecord audit = await node.SeedAuditAsync(Other, "a-1");
        Assert.That((await node.As(key: TestKeys.StrangerKey).TerminateAsync(id)).Verdict, Is.EqualTo("200/0"), "withdrawn under the key that it carries");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.StoredAsync(id)).Status, Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That(await node.IsRevokedAsync(permit), Is.False);
            Assert.That(await node.AuditStatusAsync(audit), Is.EqualTo(ApprovalStatus.Approved));
        }
    }

    [Test]
    public async Task W63_TerminatedTwice_HasNoSecondEffect()
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        await node.As().TerminateAsync(Id);
        ContractRecord ended = await node.StoredAsync(Id);
        Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("200/0"), "under the key of the contract that was");
        Assert.That(await node.StoredAsync(Id), Is.EqualTo(ended));
    }

    // Whose first answer was lost, and who had two more contracts that ended before it said so again.
    [Test]
    public async Task W63_TerminatedAgain_AfterNewerContractsHaveEndedToo_HasNoSecondEffect()
    {
        await node.SeedAsync(node.Draft(ApprovalStatus.Terminated, PartyRole.Holder, "c-newest") with { ApprovedAt = node.Clock.Now });
        await node.SeedAsync(node.Draft(ApprovalStatus.Terminated, PartyRole.Applicant, "c-newer") with { ApprovedAt = node.Clock.Now.AddDays(-1) });
        ContractRecord ended = await node.SeedAsync(node.Draft(ApprovalStatus.Terminated, PartyRole.Holder, Id) with { ApprovedAt = node.Clock.Now.AddDays(-2) });
        await node.SeedAsync(
            node.Draft(ApprovalStatus.Terminated, PartyRole.Holder, Other, TestKeys.StrangerKey) with { ApprovedAt = node.Clock.Now.AddDays(-3) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("200/0"), "the key is tried, and the contract carries it");
            Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("TERMINATED"));
            Assert.That(await node.StoredAsync(Id), Is.EqualTo(ended));
            Assert.That((await node.As().TerminateAsync(Other)).Verdict, Is.EqualTo("404/40401"), "which carries another");
            Assert.That((await node.As(key: TestKeys.StrangerKey).TerminateAsync(Other)).Verdict, Is.EqualTo("401/40101"), "which is of none of the newest two");
        }
    }

    [Test]
    public async Task W66_ThirdNode_FindsNothing()
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        ContractRecord approved = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Other);
        await node.SeedAsync(node.Draft(ApprovalStatus.Approved, PartyRole.Holder, "c-third", TestKeys.StrangerKey, "THIRD"));
        PartnerCalls third = node.As("THIRD", TestKeys.StrangerKey);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await third.StatusAsync("c-third"), Is.EqualTo("APPROVED"), "it is a partner");
            Assert.That((await third.ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await third.RejectAsync(Id)).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await third.TerminateAsync(Other)).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await third.QueryAsync(Other)).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await node.StoredAsync(Id), await node.StoredAsync(Other)), Is.EqualTo((applied, approved)));
        }
    }

    [Test]
    public async Task Terminate_OfAContractOfTheConfiguration_IsNotPermitted()
    {
        await using NodeUnderTest configured = await NodeUnderTest.StartAsync(options => options.Partners.Add(TestNode.Partner()), pinsPartner: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await configured.As().TerminateAsync(TestNode.ContractId)).Verdict, Is.EqualTo("403/40301"));
            Assert.That(await configured.As().StatusAsync(TestNode.ContractId), Is.EqualTo("APPROVED"));
        }
    }

    [Test]
    public async Task Query_OfAContractOfTheConfiguration_CountsItsEnd()
    {
        PartnerOptions partner = TestNode.Partner();
        partner.ExpiredTime = NodeFixture.Start.AddMinutes(1);
        await using NodeUnderTest configured = await NodeUnderTest.StartAsync(options => options.Partners.Add(partner), pinsPartner: false);
        configured.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.That(await configured.As().StatusAsync(TestNode.ContractId), Is.EqualTo("APPROVED"));
        configured.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await configured.As().StatusAsync(TestNode.ContractId), Is.EqualTo("TERMINATED"));
    }

    [TestCase(PartyRole.Holder)]
    [TestCase(PartyRole.Applicant)]
    public async Task Terminated_ByThisNode_TellsThePartner(PartyRole role)
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, role, Id);
        await node.State.TryCommitAsync(
            new NodeChange { At = node.Clock.Now, Messages = [OutboxMessages.OwnKey(contract, node.Clock.Now)] }, CancellationToken.None);
        await node.Contracts.TerminateAsync(contract.PartnerNodeId, Id);
        OutboxMessage message = (await node.MessagesAsync(Id)).Single();
        OutboxMessage ownKey = (await node.State.Store.ListMessagesAsync(
            new OutboxFilter { Lane = OutboxLane.OfOwnKey(contract.Key) }, CancellationToken.None)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((message.Kind, message.State, message.Body), Is.EqualTo((OutboxKind.ContractTermination, OutboxState.Pending, $$"""{"contract_id":"{{Id}}"}""")));
            Assert.That(ownKey.State, Is.EqualTo(OutboxState.Superseded));
        }
    }

    [TestCase(0, false, false)]
    [TestCase(1, false, true)]
    [TestCase(0, true, true)]
    public async Task Terminated_ByThisNode_TellsThePartnerOnlyWhereItMayHaveTheApproval(int attempts, bool isClaimed, bool isTold)
    {
        var key = new ContractKey(NodeUnderTest.PartnerId, await node.As().ApplyForIdAsync());
        await node.Desk.DecideAsync(key, ApprovalDirective.Approve(), CancellationToken.None);
        OutboxMessage confirmation = (await node.MessagesAsync(key.ContractId)).Single();
        OutboxMessage tried = confirmation with { Attempts = attempts, ClaimedUntil = isClaimed ? node.Clock.Now.AddMinutes(1) : null };
        await node.State.TryCommitAsync(new NodeChange { At = node.Clock.Now, Messages = [tried] }, CancellationToken.None);
        await node.Contracts.TerminateAsync(key.PartnerNodeId, key.ContractId);
        IReadOnlyList<OutboxMessage> messages = await node.MessagesAsync(key.ContractId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((messages[0].State, messages[0].Body), Is.EqualTo((OutboxState.Superseded, (string?)null)), "it would be refused by now");
            Assert.That(
                messages.Skip(1).Select(message => (message.Kind, message.State)),
                Is.EqualTo(isTold ? new[] { (OutboxKind.ContractTermination, OutboxState.Pending) } : []));
            Assert.That(await node.As().StatusAsync(key.ContractId), Is.EqualTo("TERMINATED"), "and the partner finds out by asking");
        }
    }

    [Test]
    public async Task Terminate_OfAPartnersOpenApplication_SaysToRejectIt()
    {
        string id = await node.As().ApplyForIdAsync();
        Assert.That(
            () => node.Contracts.TerminateAsync(NodeUnderTest.PartnerId, id), Throws.TypeOf<InterconnException>().With.Message.Contains("RejectAsync"));
    }

    [Test]
    public void Terminate_OfAnUnknownContract_SaysSo() => Assert.That(
        () => node.Contracts.TerminateAsync(NodeUnderTest.PartnerId, "c-unknown"),
        Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.NotFound));

    [TestCase(PartyRole.Holder)]
    [TestCase(PartyRole.Applicant)]
    public async Task T29_Expiry_CountsToTheMillisecond_WithoutAnySweep(PartyRole role)
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, role, Id);
        node.Clock.Advance(contract.ExpiresAt - node.Clock.Now - TimeSpan.FromMilliseconds(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"));
            Assert.That((await node.As().GetAsync(InterconnEndpoints.CheckHealth.Path)).Verdict, Is.EqualTo("200/0"));
        }

        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("TERMINATED"));
            Assert.That((await node.As().GetAsync(InterconnEndpoints.CheckHealth.Path)).Verdict, Is.EqualTo("401/40101"));
            Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("200/0"), "which changes nothing");
            Assert.That(await node.StoredAsync(Id), Is.EqualTo(contract));
        }
    }

    [Test]
    public async Task T29_ConfirmOfAnApplicationThatRanOut_ComesTooLate()
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        node.Clock.Advance(contract.ExpiresAt - node.Clock.Now);
        Assert.That((await node.As().ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("409/40901"));
        Assert.That((await node.As().RejectAsync(Id)).Verdict, Is.EqualTo("409/40901"));
    }

    [Test]
    public async Task Expire_BeforeTheEnd_ChangesNothing_AndAtItEndsEverything()
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        string permit = await node.SeedPermitAsync(Id, "p-1");
        AuditRecord audit = await node.SeedAuditAsync(Id, "a-1");
        node.Clock.Advance(contract.ExpiresAt - node.Clock.Now - TimeSpan.FromMilliseconds(1));
        await node.Desk.ExpireAsync(contract.Key, CancellationToken.None);
        Assert.That(await node.StoredAsync(Id), Is.EqualTo(contract));
        node.Clock.Advance(TimeSpan.FromDays(1));
        await node.Desk.ExpireAsync(contract.Key, CancellationToken.None);
        ContractRecord ended = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (ended.Status, ended.EndedAt, ended.DueAt), Is.EqualTo((ApprovalStatus.Terminated, (DateTimeOffset?)contract.ExpiresAt, (DateTimeOffset?)null)));
            Assert.That(await node.IsRevokedAsync(permit), Is.True);
            Assert.That(await node.AuditStatusAsync(audit), Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That(await node.MessagesAsync(Id), Is.Empty, "the partner has a clock of its own");
        }
    }

    [Test]
    public async Task Expire_OfAnApplication_EndsItAlone()
    {
        var key = new ContractKey(NodeUnderTest.PartnerId, await node.As().ApplyForIdAsync());
        node.Clock.Advance(TimeSpan.FromDays(365));
        await node.Desk.ExpireAsync(key, CancellationToken.None);
        ContractRecord ended = await node.StoredAsync(key.ContractId);
        Assert.That((ended.Status, ended.DueAt), Is.EqualTo((ApprovalStatus.Terminated, (DateTimeOffset?)null)));
        await node.Desk.ExpireAsync(new ContractKey("NOBODY", "c-unknown"), CancellationToken.None);
    }
}
