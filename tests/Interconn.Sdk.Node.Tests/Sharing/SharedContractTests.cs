using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>Contracts that two instances of one node decide on, end, and tell of a key, at the same time.</summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class SharedContractTests(StoreKind kind)
{
    [Test]
    public async Task K71_TwoInstancesApproveByPolicyWithDifferentKeys_OneIsApprovedAndTheOtherWaitsForAPerson()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, build: NodeUnderTest.TrustEverybody);
        var one = new ContractKey(NodeUnderTest.PartnerId, await node.One.As().ApplyForIdAsync());
        var other = new ContractKey(NodeUnderTest.PartnerId, await node.Other.As(key: TestKeys.StrangerKey).ApplyForIdAsync());
        node.LetTwoMeetAtTheStore(Approves);
        ContractRecord[] decided = await Task.WhenAll(
            node.One.Desk.DecideAsync(one, ApprovalDirective.Approve(), CancellationToken.None),
            node.Other.Desk.DecideAsync(other, ApprovalDirective.Approve(), CancellationToken.None));
        Assert.That(
            decided.Select(contract => (contract.Status, contract.AwaitsPerson)),
            Is.EquivalentTo(new[] { (ApprovalStatus.Approved, false), (ApprovalStatus.Applied, true) }));
    }

    [Test]
    public async Task K71_PartnerApprovesAtOneInstanceWhileThePolicyDecidesAtTheOther_TheApplicationWithAnotherKeyWaitsForAPerson()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, build: NodeUnderTest.TrustEverybody);
        await node.One.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, "c-ours");
        var theirs = new ContractKey(NodeUnderTest.PartnerId, await node.One.As(key: TestKeys.StrangerKey).ApplyForIdAsync());
        node.GetInBetweenOnce(Approves, async () =>
            Assert.That((await node.Other.As().ApproveAsync("c-ours", node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("200/0")));
        ContractRecord decided = await node.One.Desk.DecideAsync(theirs, ApprovalDirective.Approve(), CancellationToken.None);
        Assert.That((decided.Status, decided.AwaitsPerson), Is.EqualTo((ApprovalStatus.Applied, true)));
    }

    [Test]
    public async Task ContractApprovedAtOneInstanceWhileTheLastOneIsEndedAtTheOther_KeepsThePermitsOfThePair()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind);
        ContractRecord last = await node.One.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, "c-last");
        ContractRecord next = await node.One.SeedAsync(ApprovalStatus.Applied, PartyRole.Holder, "c-next");
        string ofContract = await node.One.SeedPermitAsync(last.ContractId, "p-of-contract");
        string ofPair = await node.One.SeedPermitAsync(null, "p-of-pair");
        node.GetInBetweenOnce(
            change => change.Contracts.Any(contract => contract.Status == ApprovalStatus.Terminated),
            () => node.Other.Desk.DecideAsPersonAsync(next.Key, ApprovalDirective.Approve(), CancellationToken.None));
        await node.One.Contracts.TerminateAsync(last.PartnerNodeId, last.ContractId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.One.StoredAsync(last.ContractId)).Status, Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That((await node.One.StoredAsync(next.ContractId)).Status, Is.EqualTo(ApprovalStatus.Approved));
            Assert.That(await node.One.IsRevokedAsync(ofContract), Is.True);
            Assert.That(await node.One.IsRevokedAsync(ofPair), Is.False);
        }
    }

    [Test]
    public async Task TwoInstancesThatFindAnOutdatedKey_TellThePartnerOnce()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind);
        ContractRecord outdated = node.One.Draft(ApprovalStatus.Approved, PartyRole.Holder) with { OwnKeyFingerprint = new string('a', 64) };
        await node.One.SeedAsync(outdated);
        node.LetTwoMeetAtTheStore(change => change.Messages.Any(message => message.Kind == OutboxKind.NodeUpdate));
        int[] told = await Task.WhenAll(new[] { node.One, node.Other }.Select(
            instance => instance.Service<KeyAnnouncements>().TellAllAsync(evenIfKnown: false, anew: false, CancellationToken.None)));
        IReadOnlyList<OutboxMessage> messages = await node.One.State.Store.ListMessagesAsync(new OutboxFilter(), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told, Is.EquivalentTo(new[] { 1, 0 }));
            Assert.That(messages.Select(message => (message.Kind, message.State)), Is.EqualTo(new[] { (OutboxKind.NodeUpdate, OutboxState.Pending) }));
        }
    }

    [Test]
    public async Task OwnApplicationAtTwoInstances_AnsweredWithOneId_IsOneContract()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind);
        await using var partner = new PartnerStub();
        node.LetTwoMeetAtTheStore(change => change.Contracts.Any(contract => contract.Version == 0));
        ContractRecord[] applied = await Task.WhenAll(
            node.One.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId), node.Other.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId));
        Assert.That(applied.Select(contract => contract.ContractId), Is.All.EqualTo(partner.ContractId));
        Assert.That(await node.One.AllAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ConfirmationThatIsAskedForAtTwoInstances_IsQueuedOnce()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind);
        ContractRecord approved = await node.One.SeedAsync(
            node.One.Draft(ApprovalStatus.Approved, PartyRole.Holder) with { PartnerHasOwnKey = false });
        node.LetTwoMeetAtTheStore(change => change.Messages.Any(message => message.Kind == OutboxKind.ContractConfirmation));
        string?[] answers = await Task.WhenAll(node.One.As().StatusAsync(approved.ContractId), node.Other.As().StatusAsync(approved.ContractId));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.All.EqualTo("APPROVED"));
            Assert.That(await node.One.MessagesAsync(approved.ContractId), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task K77_ContractEndedAtOneInstance_IsRefusedAtTheOtherWithinFiveSeconds()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, options => options.PartnerCacheTime = TimeSpan.FromSeconds(5));
        ContractRecord contract = await node.One.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        string health = InterconnEndpoints.CheckHealth.Path;
        Assert.That((await node.Other.As().GetAsync(health)).Verdict, Is.EqualTo("200/0"));
        await node.One.Contracts.TerminateAsync(contract.PartnerNodeId, contract.ContractId);
        Assert.That((await node.One.As().GetAsync(health)).Verdict, Is.EqualTo("401/40101"), "at once where it was ended");
        node.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That((await node.Other.As().GetAsync(health)).Verdict, Is.EqualTo("401/40101"));
    }

    [Test]
    public async Task ContractApprovedAtOneInstance_IsServedAtTheOtherAtOnce()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, options => options.PartnerCacheTime = TimeSpan.FromSeconds(5));
        ContractRecord contract = await node.One.SeedAsync(ApprovalStatus.Applied, PartyRole.Holder);
        string health = InterconnEndpoints.CheckHealth.Path;
        Assert.That((await node.Other.As().GetAsync(health)).Verdict, Is.EqualTo("401/40101"), "and what was read is kept");
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.One.Desk.DecideAsPersonAsync(contract.Key, ApprovalDirective.Approve(), CancellationToken.None);
        Assert.That((await node.Other.As().GetAsync(health)).Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task CallsThatCannotBeVerified_DoNotMakeTheStoreBeReadWithEachOfThem()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, options => options.PartnerCacheTime = TimeSpan.FromSeconds(5));
        await node.One.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        int read = 0;
        node.Listed = () =>
        {
            read++;
            return Task.CompletedTask;
        };
        for (int i = 0; i < 5; i++)
        {
            await CallWithAnotherKeyAsync();
        }

        Assert.That(read, Is.EqualTo(2), "with the first call, and again since it could not be verified");
        node.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await CallWithAnotherKeyAsync();
        Assert.That(read, Is.EqualTo(3), "and again after a while");

        async Task CallWithAnotherKeyAsync() => Assert.That(
            (await node.Other.As(key: TestKeys.StrangerKey).GetAsync(InterconnEndpoints.CheckHealth.Path)).Verdict, Is.EqualTo("401/40101"));
    }

    private static bool Approves(NodeChange change) =>
        change.Contracts.Any(contract => contract is { Role: PartyRole.Holder, Status: ApprovalStatus.Approved });
}
