using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>
/// Every act in every status, on both roles and by both sides, for all five resources, held against the table of moves. What the partner does comes over the
/// wire; what this node does, by its desk.
/// </summary>
public sealed class AuditTransitionTests
{
    private AuditNode node = null!;
    private int next;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Act_InEveryStatus_IsWhatTheTableSays(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource,
        [Values] PartyRole role,
        [Values] ApprovalStatus status,
        [Values] LifecycleAct act,
        [Values] bool byPartner)
    {
        PartyRole actor = byPartner == (role == PartyRole.Holder) ? PartyRole.Applicant : PartyRole.Holder;
        AuditKey key = await node.PutAsync(resource, $"a-{++next}", role, status);
        AuditRecord before = await node.RecordAsync(key);

        int code = byPartner ? await PartnerActsAsync(key, act) : await NodeActsAsync(key, act);

        AuditRecord after = await node.RecordAsync(key);
        LegalMove? legal = Lifecycle.Audit.Moves.SingleOrDefault(move => move.By == actor && move.Act == act && move.From == status);
        bool mayAtAll = Lifecycle.Audit.Moves.Any(move => move.By == actor && move.Act == act);
        if (legal is not null)
        {
            Assert.That(code, Is.EqualTo(InterconnCodes.Ok));
            Assert.That(after.Status, Is.EqualTo(legal.To));
            Assert.That(after.Version, Is.GreaterThan(before.Version));
        }
        else if (mayAtAll && status == Lifecycle.Target(act))
        {
            Assert.That(code, Is.EqualTo(InterconnCodes.Ok), "a repetition is acknowledged");
            Assert.That(after, Is.EqualTo(before), "and has no second effect");
            Assert.That(await node.MessagesAsync(key), Is.Empty);
        }
        else
        {
            Assert.That(code, Is.EqualTo(byPartner && !mayAtAll ? InterconnCodes.NotPermitted : InterconnCodes.IllegalTransition));
            Assert.That(after, Is.EqualTo(before));
            Assert.That(await node.MessagesAsync(key), Is.Empty);
        }
    }

    [Test]
    public async Task Act_AfterTheContractExpired_FindsATerminatedAudit([Values] PartyRole role, [Values] LifecycleAct act, [Values] bool isBefore)
    {
        // The end of the contract counts at once, to the millisecond, whether anybody has looked at the audit since or not.
        DateTimeOffset end = node.Clock.Now.AddMilliseconds(isBefore ? 1 : 0);
        AuditKey key = await node.PutAsync(
            AuditResource.Dataset, $"a-{++next}", role, ApprovalStatus.Applied, audit => audit with { ContractExpiresAt = end });
        bool isPartnersAct = act == LifecycleAct.Terminate || role == PartyRole.Applicant;

        int code = await PartnerActsAsync(key, act);

        Assert.That(code, Is.EqualTo(
            !isPartnersAct ? InterconnCodes.NotPermitted
            : isBefore || act == LifecycleAct.Terminate ? InterconnCodes.Ok
            : InterconnCodes.IllegalTransition));
    }

    private Task<int> PartnerActsAsync(AuditKey key, LifecycleAct act) => (act switch
    {
        LifecycleAct.Terminate => node.Partner.TerminateAsync(key.Resource, key.AuditId),
        LifecycleAct.Approve => node.Partner.ConfirmAsync(key.Resource, key.AuditId, ApprovalDecision.Approved),
        _ => node.Partner.ConfirmAsync(key.Resource, key.AuditId, ApprovalDecision.Rejected),
    }).CodeOfAsync();

    private async Task<int> NodeActsAsync(AuditKey key, LifecycleAct act)
    {
        try
        {
            await (act switch
            {
                LifecycleAct.Terminate => node.Audits.TerminateAsync(key),
                LifecycleAct.Approve => node.ApproveAsync(key),
                _ => node.Desk.DecideAsync(key, ApprovalDirective.Reject, CancellationToken.None),
            });
            return InterconnCodes.Ok;
        }
        catch (InterconnException exception)
        {
            return exception.Code;
        }
    }
}
