using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>W69: a store that fails in the middle. What is seen afterwards is the old state or the new one.</summary>
public sealed class ContractStoreFaultTests
{
    private const string Id = "c-faulty";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync(build: NodeUnderTest.WatchStore);

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task W69_Apply_WhereTheStoreFails_IsUnavailable_AndRepeatedIsOneContract([Values] bool isMade)
    {
        Fail(isMade);
        Assert.That((await node.As().ApplyAsync()).Verdict, Is.EqualTo("503/50301"));
        IReadOnlyList<ContractRecord> kept = await node.AllAsync();
        Assert.That(kept, Has.Count.EqualTo(isMade ? 1 : 0));
        string id = await node.As().ApplyForIdAsync();
        Assert.That((await node.AllAsync()).Select(contract => contract.ContractId), Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task W69_Confirm_WhereTheStoreFails_IsUnavailable_AndRepeatedHolds([Values] bool isMade)
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        Fail(isMade);
        Assert.That((await node.As().ApproveAsync(Id, applied.ExpiresAt)).Verdict, Is.EqualTo("503/50301"));
        ContractRecord after = await node.StoredAsync(Id);
        Assert.That((after.Status, after.AuthCredential is not null), Is.EqualTo(isMade ? (ApprovalStatus.Approved, true) : (ApprovalStatus.Applied, false)));
        Assert.That((await node.As().ApproveAsync(Id, applied.ExpiresAt)).Verdict, Is.EqualTo("200/0"));
        Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"));
    }

    [Test]
    public async Task W69_Terminate_WhereTheStoreFails_IsUnavailable_AndHalfOfItIsNeverSeen([Values] bool isMade)
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        string permit = await node.SeedPermitAsync(Id, "p-1");
        Fail(isMade);
        Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("503/50301"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await node.As().StatusAsync(Id), Is.EqualTo(isMade ? "TERMINATED" : "APPROVED"));
            Assert.That(await node.IsRevokedAsync(permit), Is.EqualTo(isMade));
        }
    }

    [Test]
    public async Task W69_Terminate_InterruptedBeforeWhatHangsOnIt_IsFinishedByTheRepetition([Values] bool isByPartner)
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        AuditRecord audit = await node.SeedAuditAsync(Id, "a-1");
        node.Store.CountAnew();
        node.Store.FailsBeforeCommit = 2;
        Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("503/50301"));
        ContractRecord ended = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((ended.Status, ended.DueAt), Is.EqualTo((ApprovalStatus.Terminated, (DateTimeOffset?)node.Clock.Now)), "it is to be looked at again");
            Assert.That(await node.AuditStatusAsync(audit), Is.EqualTo(ApprovalStatus.Approved));
        }

        if (isByPartner)
        {
            Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("200/0"));
        }
        else
        {
            await node.Desk.ExpireAsync(contract.Key, CancellationToken.None);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await node.AuditStatusAsync(audit), Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That((await node.StoredAsync(Id)).DueAt, Is.Null);
        }
    }

    [Test]
    public async Task W69_Decide_WhereTheStoreFails_KeepsStateAndConfirmationTogether([Values] bool isMade)
    {
        var key = new ContractKey(NodeUnderTest.PartnerId, await node.As().ApplyForIdAsync());
        Fail(isMade);
        Assert.That(
            () => node.Desk.DecideAsync(key, ApprovalDirective.Approve(), CancellationToken.None),
            Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.Unavailable));
        Assert.That(
            ((await node.StoredAsync(key.ContractId)).Status, (await node.MessagesAsync(key.ContractId)).Count),
            Is.EqualTo(isMade ? (ApprovalStatus.Approved, 1) : (ApprovalStatus.Applied, 0)));
        await node.Desk.DecideAsync(key, ApprovalDirective.Approve(), CancellationToken.None);
        Assert.That(await node.MessagesAsync(key.ContractId), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task W69_EverySignedOrUnsignedCall_WhileTheStoreCannotBeRead_IsUnavailable()
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        node.Store.FailsToRead = true;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As().ApplyAsync()).Verdict, Is.EqualTo("503/50301"));
            Assert.That((await node.As().RejectAsync(Id)).Verdict, Is.EqualTo("503/50301"));
            Assert.That((await node.As().TerminateAsync(Id)).Verdict, Is.EqualTo("503/50301"));
            Assert.That((await node.As().QueryAsync(Id)).Verdict, Is.EqualTo("503/50301"));
        }

        node.Store.FailsToRead = false;
        Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"));
    }

    private void Fail(bool isMade)
    {
        node.Store.CountAnew();
        (node.Store.FailsBeforeCommit, node.Store.FailsAfterCommit) = isMade ? (0, 1) : (1, 0);
    }
}
