using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Tests.Sharing;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>
/// Two acts at once on one audit at two instances of a node, a hundred times: what both are answered, and what is left, must fit one of the two orders.
/// </summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class AuditRaceTests(StoreKind kind)
{
    private const int Rounds = 100;

    private TwoAuditNodes instances = null!;
    private AuditNode node = null!;
    private AuditNode other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        instances = await TwoAuditNodes.StartAsync(kind);
        (node, other) = (instances.One, instances.Other);
    }

    [TearDown]
    public async Task StopAsync() => await (instances?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task W65_ConfirmAgainstTerminate_FitsOneLegalHistory([Values] ApprovalDecision decision, [Values] bool terminatesHere)
    {
        LifecycleAct confirming = decision == ApprovalDecision.Approved ? LifecycleAct.Approve : LifecycleAct.Reject;
        PartyRole terminator = terminatesHere ? PartyRole.Applicant : PartyRole.Holder;
        HashSet<(int, int, ApprovalStatus)> legal = Histories((PartyRole.Holder, confirming), (terminator, LifecycleAct.Terminate));
        await RaceAsync(async number =>
        {
            AuditKey key = await node.PutAsync(AuditResource.Dataset, $"a-{number}", PartyRole.Applicant, ApprovalStatus.Applied);
            Task<int> confirm = Task.Run(() => node.Partner.ConfirmAsync(key.Resource, key.AuditId, decision).CodeOfAsync());
            Task<int> terminate = Task.Run(() => terminatesHere
                ? HereAsync(() => other.Audits.TerminateAsync(key))
                : other.Partner.TerminateAsync(key.Resource, key.AuditId).CodeOfAsync());
            await Task.WhenAll(confirm, terminate);
            AuditRecord audit = await node.RecordAsync(key);
            Assert.That(legal, Has.Member((await confirm, await terminate, audit.Status)));
            Assert.That(audit.ApprovedAt is not null, Is.EqualTo(decision == ApprovalDecision.Approved && await confirm == InterconnCodes.Ok));
        });
    }

    [Test]
    public async Task W65_ApproveAgainstTerminate_FitsOneLegalHistoryAndLeavesNoUsablePermit()
    {
        HashSet<(int, int, ApprovalStatus)> legal = Histories((PartyRole.Holder, LifecycleAct.Approve), (PartyRole.Applicant, LifecycleAct.Terminate));
        await RaceAsync(async number =>
        {
            AuditKey key = AuditNode.Key(AuditResource.Dataset, $"a-{number}");
            await node.Partner.ApplyAsync(key.Resource, key.AuditId);
            Task<int> approve = Task.Run(() => HereAsync(() => node.ApproveAsync(key)));
            Task<int> terminate = Task.Run(() => other.Partner.TerminateAsync(key.Resource, key.AuditId).CodeOfAsync());
            await Task.WhenAll(approve, terminate);
            AuditRecord audit = await node.RecordAsync(key);
            Assert.That(legal, Has.Member((await approve, await terminate, audit.Status)));
            Assert.That(audit.PermitId is not null, Is.EqualTo(await approve == InterconnCodes.Ok));
            Assert.That((await node.MessagesAsync(key)).Where(message => message.State == OutboxState.Pending), Is.Empty, "nobody is told of what has ended");
            if (audit.PermitId is string permitId)
            {
                Assert.That((await node.Permits.FindIssuedAsync(permitId))!.OutcomeAt(node.Clock.Now), Is.EqualTo(PermitUseOutcome.Revoked));
            }
        });
    }

    [Test]
    public async Task W65_ConfirmAgainstTheOppositeConfirm_OneWins()
    {
        HashSet<(int, int, ApprovalStatus)> legal = Histories((PartyRole.Holder, LifecycleAct.Approve), (PartyRole.Holder, LifecycleAct.Reject));
        await RaceAsync(async number =>
        {
            AuditKey key = await node.PutAsync(AuditResource.Dataset, $"a-{number}", PartyRole.Applicant, ApprovalStatus.Applied);
            int[] codes = await Task.WhenAll(
                Task.Run(() => node.Partner.ConfirmAsync(key.Resource, key.AuditId, ApprovalDecision.Approved).CodeOfAsync()),
                Task.Run(() => other.Partner.ConfirmAsync(key.Resource, key.AuditId, ApprovalDecision.Rejected).CodeOfAsync()));
            Assert.That(legal, Has.Member((codes[0], codes[1], (await node.RecordAsync(key)).Status)));
        });
    }

    [Test]
    public async Task W65_ConfirmAgainstConfirm_TheSameIsOneEffectAndAnotherPermitAConflict([Values] bool isSame) => await RaceAsync(async number =>
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, $"a-{number}", PartyRole.Applicant, ApprovalStatus.Applied);
        long version = (await node.RecordAsync(key)).Version;
        ResourcePermit[] permits = [AuditSamples.Permit("one"), AuditSamples.Permit(isSame ? "one" : "two")];
        int[] codes = await Task.WhenAll(permits.Select((permit, number) => Task.Run(
            () => instances.Either(number).Partner.ConfirmAsync(key.Resource, key.AuditId, ApprovalDecision.Approved, permit).CodeOfAsync())));
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That(audit.Version, Is.EqualTo(version + 1));
        Assert.That(codes, Is.EquivalentTo([InterconnCodes.Ok, isSame ? InterconnCodes.Ok : InterconnCodes.ContentConflict]));
        Assert.That(audit.ReceivedPermit, Is.EqualTo(permits[Array.IndexOf(codes, InterconnCodes.Ok)]));
    });

    [Test]
    public async Task W65_DecideAgainstDecide_OneWins() => await RaceAsync(async number =>
    {
        AuditKey key = AuditNode.Key(AuditResource.Model, $"a-{number}");
        await node.Partner.ApplyAsync(key.Resource, key.AuditId);
        int[] codes = await Task.WhenAll(
            Task.Run(() => HereAsync(() => node.ApproveAsync(key))),
            Task.Run(() => HereAsync(() => other.Desk.DecideAsync(key, ApprovalDirective.Reject, CancellationToken.None))));
        Assert.That(codes, Is.EquivalentTo([InterconnCodes.Ok, InterconnCodes.IllegalTransition]));
        Assert.That(
            (await node.RecordAsync(key)).Status, Is.EqualTo(codes[0] == InterconnCodes.Ok ? ApprovalStatus.Approved : ApprovalStatus.Rejected));
        Assert.That(await node.MessagesAsync(key), Has.Count.EqualTo(1));
    });

    /// <summary>What two acts may come to, in either order, by the table alone: the codes of both, and the status that is left.</summary>
    private static HashSet<(int, int, ApprovalStatus)> Histories((PartyRole By, LifecycleAct Act) one, (PartyRole By, LifecycleAct Act) other)
    {
        (int, int, ApprovalStatus) inOrder = InOrder(one, other);
        (int second, int first, ApprovalStatus left) = InOrder(other, one);
        return [inOrder, (first, second, left)];
    }

    private static (int First, int Second, ApprovalStatus Left) InOrder((PartyRole By, LifecycleAct Act) first, (PartyRole By, LifecycleAct Act) second)
    {
        ApprovalStatus status = ApprovalStatus.Applied;
        return (Do(first), Do(second), status);

        int Do((PartyRole By, LifecycleAct Act) act)
        {
            MoveVerdict verdict = Lifecycle.Audit.Judge(act.By, act.Act, status);
            status = verdict == MoveVerdict.Legal ? Lifecycle.Target(act.Act) : status;
            return verdict == MoveVerdict.Illegal ? InterconnCodes.IllegalTransition : InterconnCodes.Ok;
        }
    }

    private static async Task<int> HereAsync(Func<Task> act)
    {
        try
        {
            await act();
            return InterconnCodes.Ok;
        }
        catch (InterconnException exception)
        {
            return exception.Code;
        }
    }

    private static async Task RaceAsync(Func<int, Task> race)
    {
        for (int number = 0; number < Rounds; number++)
        {
            await race(number);
        }
    }
}
