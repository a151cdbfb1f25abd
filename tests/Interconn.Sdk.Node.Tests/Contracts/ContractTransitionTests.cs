using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>Every status, act and actor, on both roles of this node, held against the table.</summary>
public sealed class ContractTransitionTests
{
    private const string Id = "c-moved";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    public static IEnumerable<TestCaseData> Cases() =>
        from role in Enum.GetValues<PartyRole>()
        from status in Enum.GetValues<ApprovalStatus>()
        from act in Enum.GetValues<LifecycleAct>()
        select new TestCaseData(role, status, act);

    [TestCaseSource(nameof(Cases))]
    public async Task Partner_DoesOnlyWhatTheTableHas(PartyRole role, ApprovalStatus status, LifecycleAct act)
    {
        // Another contract in force, so that the partner's call is verified whatever the state of this one.
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, "c-other");
        ContractRecord before = await node.SeedAsync(status, role, Id);
        PartyRole partner = role == PartyRole.Holder ? PartyRole.Applicant : PartyRole.Holder;
        WireAnswer answer = act switch
        {
            LifecycleAct.Approve => await node.As().ApproveAsync(Id, before.ExpiresAt),
            LifecycleAct.Reject => await node.As().RejectAsync(Id),
            _ => await node.As().TerminateAsync(Id),
        };
        MoveVerdict verdict = Lifecycle.Contract.Judge(partner, act, status);
        ContractRecord after = await node.StoredAsync(Id);
        bool isForeign = role == PartyRole.Holder && act != LifecycleAct.Terminate;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(isForeign ? "404/40401" : verdict == MoveVerdict.Illegal ? "409/40901" : "200/0"));
            Assert.That(after.Status, Is.EqualTo(verdict == MoveVerdict.Legal ? Lifecycle.Target(act) : status));
            Assert.That(after, verdict == MoveVerdict.Legal ? Is.Not.EqualTo(before) : Is.EqualTo(before));
            Assert.That(await node.As().StatusAsync(Id), Is.EqualTo(after.Status.ToString().ToUpperInvariant()), "and 3.5 says so");
            Assert.That(await node.MessagesAsync(Id), Is.Empty, "the partner knows");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task ThisNode_DoesOnlyWhatTheTableHas(PartyRole role, ApprovalStatus status, LifecycleAct act)
    {
        ContractRecord before = await node.SeedAsync(status, role, Id);
        Func<Task<ContractRecord>> move = act switch
        {
            LifecycleAct.Approve => () => node.Desk.DecideAsPersonAsync(before.Key, ApprovalDirective.Approve(), CancellationToken.None),
            LifecycleAct.Reject => () => node.Desk.DecideAsPersonAsync(before.Key, ApprovalDirective.Reject, CancellationToken.None),
            _ => () => node.Contracts.TerminateAsync(before.PartnerNodeId, before.ContractId),
        };
        MoveVerdict verdict = Lifecycle.Contract.Judge(role, act, status);
        if (verdict == MoveVerdict.Illegal)
        {
            Assert.That(move, Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.IllegalTransition));
        }
        else
        {
            Assert.That((await move()).Status, Is.EqualTo(Lifecycle.Target(act)));
        }

        ContractRecord after = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Status, Is.EqualTo(verdict == MoveVerdict.Legal ? Lifecycle.Target(act) : status));
            Assert.That(after, verdict == MoveVerdict.Legal ? Is.Not.EqualTo(before) : Is.EqualTo(before));
            Assert.That(await node.MessagesAsync(Id), Has.Count.EqualTo(verdict == MoveVerdict.Legal ? 1 : 0), "the partner is told, once");
        }
    }

    [Test]
    public async Task Policy_DecidesOnlyWhatTheTableHas(
        [Values] PartyRole role, [Values] ApprovalStatus status, [Values(LifecycleAct.Approve, LifecycleAct.Reject)] LifecycleAct act)
    {
        ContractRecord before = await node.SeedAsync(status, role, Id);
        ApprovalDirective directive = act == LifecycleAct.Approve ? ApprovalDirective.Approve() : ApprovalDirective.Reject;
        MoveVerdict verdict = Lifecycle.Contract.Judge(role, act, status);
        if (verdict == MoveVerdict.Illegal)
        {
            Assert.That(
                () => node.Desk.DecideAsync(before.Key, directive, CancellationToken.None),
                Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.IllegalTransition));
            Assert.That(await node.StoredAsync(Id), Is.EqualTo(before));
        }
        else
        {
            Assert.That((await node.Desk.DecideAsync(before.Key, directive, CancellationToken.None)).Status, Is.EqualTo(Lifecycle.Target(act)));
        }
    }

    [Test]
    public async Task Wait_LeavesAnOpenApplicationToAPerson_AndNothingElse()
    {
        var key = new ContractKey(NodeUnderTest.PartnerId, await node.As().ApplyForIdAsync());
        ContractRecord waiting = await node.Desk.DecideAsync(key, ApprovalDirective.Wait, CancellationToken.None);
        Assert.That((waiting.AwaitsPerson, waiting.DueAt), Is.EqualTo((true, (DateTimeOffset?)waiting.ExpiresAt)));
        Assert.That(await node.Desk.DecideAsync(key, ApprovalDirective.Wait, CancellationToken.None), Is.EqualTo(waiting));
        ContractRecord approved = await node.Desk.DecideAsPersonAsync(key, ApprovalDirective.Approve(), CancellationToken.None);
        Assert.That(approved.AwaitsPerson, Is.False);
        Assert.That(await node.Desk.DecideAsync(key, ApprovalDirective.Wait, CancellationToken.None), Is.EqualTo(approved));
    }
}
