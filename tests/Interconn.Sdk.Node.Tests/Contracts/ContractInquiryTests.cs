using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>3.5 in both directions: what this node learns by asking, and what it does when it is asked.</summary>
public sealed class ContractInquiryTests
{
    private const string Id = "c-asked";

    private NodeUnderTest node = null!;
    private PartnerStub partner = null!;

    [SetUp]
    public async Task StartAsync()
    {
        node = await NodeUnderTest.StartAsync();
        partner = new PartnerStub();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await partner.DisposeAsync();
        await node.DisposeAsync();
    }

    [TestCase("APPLIED", ApprovalStatus.Applied, ApprovalStatus.Applied)]
    [TestCase("APPROVED", ApprovalStatus.Approved, ApprovalStatus.Applied)]
    [TestCase("REJECTED", ApprovalStatus.Rejected, ApprovalStatus.Rejected)]
    [TestCase("TERMINATED", ApprovalStatus.Terminated, ApprovalStatus.Terminated)]
    public async Task Inquire_OfAnApplication_ActsOnTheAnswer(string answered, ApprovalStatus told, ApprovalStatus after)
    {
        ContractRecord applied = await SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant);
        partner.Status = answered;
        Assert.That(await node.Contracts.InquireAsync(applied.PartnerNodeId, Id), Is.EqualTo(told));
        ContractRecord contract = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.Status, Is.EqualTo(after));
            Assert.That(contract.AwaitsConfirmation, Is.EqualTo(told == ApprovalStatus.Approved));
            Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.HolderKey), Is.True);
            Assert.That(await node.MessagesAsync(Id), Is.Empty);
        }

        if (after == ApprovalStatus.Applied)
        {
            Assert.That((contract.Inquiries, contract.DueAt), Is.EqualTo((1, (DateTimeOffset?)node.Clock.Now.AddMinutes(2))));
        }
    }

    [TestCase("APPLIED", ApprovalStatus.Approved)]
    [TestCase("APPROVED", ApprovalStatus.Approved)]
    [TestCase("REJECTED", ApprovalStatus.Terminated)]
    [TestCase("TERMINATED", ApprovalStatus.Terminated)]
    public async Task Inquire_OfAContractInForce_EndsItWithWhatHangsOnItWhereThePartnerHas(string answered, ApprovalStatus after)
    {
        ContractRecord approved = await SeedAsync(ApprovalStatus.Approved, PartyRole.Applicant);
        string permit = await node.SeedPermitAsync(Id, "p-1");
        AuditRecord audit = await node.SeedAuditAsync(Id, "a-1");
        partner.Status = answered;
        await node.Contracts.InquireAsync(approved.PartnerNodeId, Id);
        ContractRecord contract = await node.StoredAsync(Id);
        bool hasEnded = after == ApprovalStatus.Terminated;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.Status, Is.EqualTo(after));
            Assert.That(await node.IsRevokedAsync(permit), Is.EqualTo(hasEnded));
            Assert.That(await node.AuditStatusAsync(audit), Is.EqualTo(after));
            Assert.That(contract.DueAt, Is.EqualTo(hasEnded ? null : (DateTimeOffset?)node.Clock.Now.AddHours(6)));
            Assert.That(await node.MessagesAsync(Id), Is.Empty);
        }
    }

    [Test]
    public async Task Inquire_OfAnApprovalThatThePartnerHasLost_QueuesTheConfirmationAgain()
    {
        ContractRecord approved = await SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        partner.Status = "APPLIED";
        await node.Contracts.InquireAsync(approved.PartnerNodeId, Id);
        Assert.That((await node.MessagesAsync(Id)).Select(message => message.Kind), Is.EqualTo(new[] { OutboxKind.ContractConfirmation }));
        Assert.That((await node.StoredAsync(Id)).PartnerHasOwnKey, Is.False);
    }

    [Test]
    public async Task Inquire_ThatFails_SetsTheNextDate_AndIsThrown()
    {
        ContractRecord applied = await SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant);
        partner.Status = null;
        Assert.That(() => node.Contracts.InquireAsync(applied.PartnerNodeId, Id), Throws.TypeOf<InterconnAnswerException>());
        ContractRecord contract = await node.StoredAsync(Id);
        Assert.That(
            (contract.Status, contract.Inquiries, contract.DueAt), Is.EqualTo((ApprovalStatus.Applied, 1, (DateTimeOffset?)node.Clock.Now.AddMinutes(2))));
        await node.Node.Logs.WaitForAsync(518);
    }

    [Test]
    public async Task Inquire_WithAKeyThatThisProcessWasNotGiven_SaysWhatToSet()
    {
        ContractRecord applied = node.Draft(ApprovalStatus.Applied, PartyRole.Applicant, Id) with { OwnKeyFingerprint = "gone" };
        await node.SeedAsync(applied);
        Assert.That(
            () => node.Contracts.InquireAsync(applied.PartnerNodeId, Id), Throws.InvalidOperationException.With.Message.Contains("PreviousKeys"));
        Assert.That((await node.StoredAsync(Id)).DueAt, Is.GreaterThan(node.Clock.Now));
    }

    [Test]
    public async Task Inquire_IsSignedWithTheKeyThatTheContractNames()
    {
        using SigningKey newKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        ContractRecord applied = await SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant);
        node.Service<OwnKeys>().Rotate(newKey);
        await node.Contracts.InquireAsync(applied.PartnerNodeId, Id);
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.HolderKey), Is.True);
    }

    [TestCase(ApprovalStatus.Applied)]
    [TestCase(ApprovalStatus.Approved)]
    [TestCase(ApprovalStatus.Rejected)]
    [TestCase(ApprovalStatus.Terminated)]
    public async Task Inquire_WhereThePartnerCannotKnowTheKeyOrAllIsOver_AsksNobody(ApprovalStatus status)
    {
        ContractRecord contract = await node.SeedAsync(node.Draft(status, PartyRole.Holder, Id) with { PartnerHasOwnKey = false });
        Assert.That(await node.Contracts.InquireAsync(contract.PartnerNodeId, Id), Is.EqualTo(status));
        Assert.That(partner.Requests, Is.Empty);
    }

    [Test]
    public async Task K72_AcceptKey_AsksThePartnerFirst_AndApprovesWithIt()
    {
        string fingerprint = await LetWaitAsync();
        partner.Status = "APPROVED";
        ContractRecord contract = await node.Contracts.AcceptKeyAsync(NodeUnderTest.PartnerId, Id, fingerprint.ToUpperInvariant());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(partner.RequestsTo(InterconnEndpoints.QueryContract), Has.Count.EqualTo(1));
            Assert.That((contract.Status, contract.AuthCredential), Is.EqualTo((ApprovalStatus.Approved, (string?)TestKeys.StrangerKey.AuthCredential)));
            Assert.That(contract.ExpiresAt, Is.EqualTo(node.Clock.Now.AddDays(1)));
            Assert.That(contract.WaitingKeys, Is.Empty);
            Assert.That(await node.StoredAsync(Id), Is.EqualTo(contract));
            Assert.That(await node.As(key: TestKeys.StrangerKey).StatusAsync(Id), Is.EqualTo("APPROVED"), "and calls under it hold");
        }
    }

    [TestCase("REJECTED", ApprovalStatus.Rejected)]
    [TestCase("TERMINATED", ApprovalStatus.Terminated)]
    public async Task K72_AcceptKey_OfWhatThePartnerHasEnded_EndsIt(string answered, ApprovalStatus after)
    {
        string fingerprint = await LetWaitAsync();
        partner.Status = answered;
        ContractRecord contract = await node.Contracts.AcceptKeyAsync(NodeUnderTest.PartnerId, Id, fingerprint);
        Assert.That((contract.Status, contract.AuthCredential), Is.EqualTo((after, (string?)null)));
        Assert.That(contract.WaitingKeys, Is.Empty);
    }

    [Test]
    public async Task K72_AcceptKey_OfWhatThePartnerHasNotDecided_IsRefusedAndTheKeyGoesOnWaiting([Values("APPLIED", null)] string? answered)
    {
        string fingerprint = await LetWaitAsync();
        partner.Status = answered;
        Assert.That(() => node.Contracts.AcceptKeyAsync(NodeUnderTest.PartnerId, Id, fingerprint), Throws.InstanceOf<InterconnException>());
        ContractRecord contract = await node.StoredAsync(Id);
        Assert.That((contract.Status, contract.WaitingKeys.Count), Is.EqualTo((ApprovalStatus.Applied, 1)));
    }

    [Test]
    public async Task K72_AcceptKey_ThatDoesNotWait_AsksNobody()
    {
        await LetWaitAsync();
        Assert.That(
            () => node.Contracts.AcceptKeyAsync(NodeUnderTest.PartnerId, Id, TestKeys.CallerRsaKey.PublicKey.Fingerprint),
            Throws.TypeOf<InterconnException>().With.Message.Contains("WaitingKeys"));
        Assert.That(partner.RequestsTo(InterconnEndpoints.QueryContract), Is.Empty);
    }

    [Test]
    public async Task K72_RefuseKeys_WithdrawsTheApplicationAndTellsThePartner()
    {
        await LetWaitAsync();
        ContractRecord contract = await node.Contracts.RefuseKeysAsync(NodeUnderTest.PartnerId, Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That(contract.WaitingKeys, Is.Empty);
            Assert.That((await node.MessagesAsync(Id)).Select(message => message.Kind), Is.EqualTo(new[] { OutboxKind.ContractTermination }));
        }
    }

    [Test]
    public async Task K72_RefuseKeys_WhereNoneWaits_SaysSo()
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        Assert.That(() => node.Contracts.RefuseKeysAsync(NodeUnderTest.PartnerId, Id), Throws.TypeOf<InterconnException>().With.Message.Contains("No key waits"));
        Assert.That(await node.StoredAsync(Id), Is.EqualTo(applied));
    }

    [TestCase(OutboxState.Pending)]
    [TestCase(OutboxState.Dead)]
    public async Task Asked_AboutAnApprovalWhoseConfirmationWaitsOrWasGivenUp_MakesItDueNow(OutboxState state)
    {
        ContractKey key = await ApproveAsync();
        OutboxMessage confirmation = (await node.MessagesAsync(key.ContractId)).Single();
        await node.State.TryCommitAsync(
            new NodeChange
            {
                At = node.Clock.Now,
                Messages = [confirmation with { State = state, NextAttemptAt = node.Clock.Now.AddHours(1), Attempts = 7, EndedAt = state == OutboxState.Dead ? node.Clock.Now : null }],
            },
            CancellationToken.None);
        Assert.That(await node.As().StatusAsync(key.ContractId), Is.EqualTo("APPROVED"));
        OutboxMessage due = (await node.MessagesAsync(key.ContractId)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((due.MessageId, due.State, due.NextAttemptAt, due.EndedAt), Is.EqualTo(
                (confirmation.MessageId, OutboxState.Pending, node.Clock.Now, (DateTimeOffset?)null)));
            Assert.That(due.Body, Is.EqualTo(confirmation.Body));
        }

        await node.As().StatusAsync(key.ContractId);
        Assert.That((await node.MessagesAsync(key.ContractId)).Single(), Is.EqualTo(due), "what is due already is left alone");
    }

    [Test]
    public async Task Asked_AboutAnApprovalWhoseConfirmationIsGone_WritesAnother()
    {
        await node.SeedAsync(node.Draft(ApprovalStatus.Approved, PartyRole.Holder, Id) with { PartnerHasOwnKey = false });
        Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"));
        OutboxMessage message = (await node.MessagesAsync(Id)).Single();
        Assert.That((message.Kind, message.State, message.NextAttemptAt), Is.EqualTo((OutboxKind.ContractConfirmation, OutboxState.Pending, node.Clock.Now)));
    }

    [TestCase(PartyRole.Holder)]
    [TestCase(PartyRole.Applicant)]
    public async Task Asked_AboutAContractThatBothHave_OnlyAnswers(PartyRole role)
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, role, Id);
        Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"));
        Assert.That(await node.MessagesAsync(Id), Is.Empty);
        Assert.That(await node.StoredAsync(Id), Is.EqualTo(contract));
    }

    private async Task<ContractKey> ApproveAsync()
    {
        var key = new ContractKey(NodeUnderTest.PartnerId, await node.As().ApplyForIdAsync());
        await node.Desk.DecideAsync(key, ApprovalDirective.Approve(), CancellationToken.None);
        return key;
    }

    private Task<ContractRecord> SeedAsync(ApprovalStatus status, PartyRole role)
    {
        ContractRecord draft = node.Draft(status, role, Id);
        return node.SeedAsync(draft with { Partner = draft.Partner with { Address = partner.Address.OriginalString }, IsAddressOffered = false });
    }

    /// <summary>An application of this node for which the stranger's key waits.</summary>
    private async Task<string> LetWaitAsync()
    {
        partner.ContractId = Id;
        await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);
        await node.As(key: TestKeys.StrangerKey).ApproveAsync(Id, node.Clock.Now.AddDays(1));
        return TestKeys.StrangerKey.PublicKey.Fingerprint;
    }
}
