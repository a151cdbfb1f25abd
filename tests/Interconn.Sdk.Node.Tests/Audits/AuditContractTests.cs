using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>The contracts that audits belong to, and what becomes of audits when those end.</summary>
public sealed class AuditContractTests
{
    private const string Older = "c-old";
    private const string Newer = TestNode.ContractId;

    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartWithContractsAsync(
        AuditNode.Contract(Older, approvedMinutesAgo: 100), AuditNode.Contract(Newer, approvedMinutesAgo: 10));

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase(AuditResource.Dataset, Older)]
    [TestCase(AuditResource.Project, Older)]
    [TestCase(AuditResource.Flow, Newer)]
    [TestCase(AuditResource.Job, Newer)]
    [TestCase(AuditResource.Model, Newer)]
    public async Task Apply_BelongsToTheContractItNames_OrToTheNewestApproved(AuditResource resource, string contractId)
    {
        await node.Partner.ApplyAsync(resource, "a-1", Older);
        Assert.That((await node.RecordAsync(AuditNode.Key(resource, "a-1"))).ContractId, Is.EqualTo(contractId));
        await node.EndContractAsync(Newer);
        await node.Partner.ApplyAsync(resource, "a-2", Older);
        Assert.That((await node.RecordAsync(AuditNode.Key(resource, "a-2"))).ContractId, Is.EqualTo(Older));
    }

    [Test]
    public async Task Apply_UnderAnEndedContract_IsNotFoundWhileAnotherIsInForce()
    {
        await node.EndContractAsync(Newer);
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1", Newer).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        await node.EndContractAsync(Older);
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1", Older).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotAuthenticated));
    }

    [Test]
    public async Task W65_Apply_WhileItsContractEnds_LeavesNoAudit()
    {
        node.Interfered.InterfereOnce(() => node.EndContractAsync(Older));
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1", Older).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(await node.Audits.ListAsync(), Is.Empty);
    }

    [Test]
    public async Task W65_Apply_ForAFlowWhileTheNewestContractEnds_BelongsToTheNext()
    {
        node.Interfered.InterfereOnce(() => node.EndContractAsync(Newer));
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Flow, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.RecordAsync(AuditNode.Key(AuditResource.Flow, "a-1"))).ContractId, Is.EqualTo(Older));
    }

    [Test]
    public async Task W65_Approve_WhileItsContractEnds_EndsTheAuditAndLeavesNoPermit([Values] bool withWhatHangsOnIt)
    {
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1", Older);
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        node.Interfered.InterfereOnce(() => withWhatHangsOnIt ? node.EndContractAsync(Older) : EndWithoutCascadeAsync(Older));
        if (withWhatHangsOnIt)
        {
            Assert.That(Assert.ThrowsAsync<InterconnException>(() => node.ApproveAsync(key))!.Code, Is.EqualTo(InterconnCodes.IllegalTransition));
        }
        else
        {
            await node.ApproveAsync(key);
        }

        AuditRecord audit = await node.RecordAsync(key);
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Terminated));
        Assert.That(audit.EndReason, Is.EqualTo(AuditEndReason.ContractEnded));
        Assert.That(audit.PermitId, Is.Null);
        Assert.That(await node.MessagesAsync(key), Is.Empty);
    }

    [Test]
    public async Task Decide_AfterTheContractEnded_EndsTheAudit([Values] bool approves)
    {
        // As it is where the process ended after the contract was ended, and before what hangs on it was.
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1", Older);
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        await EndWithoutCascadeAsync(Older);
        AuditRecord audit = await node.Desk.DecideAsync(
            key, approves ? ApprovalDirective.Approve() : ApprovalDirective.Reject, CancellationToken.None);
        Assert.That(audit, Is.EqualTo(await node.RecordAsync(key)));
        Assert.That(audit.EndReason, Is.EqualTo(AuditEndReason.ContractEnded));
        Assert.That(await node.MessagesAsync(key), Is.Empty);
    }

    [Test]
    public async Task Finish_AnAuditWhoseContractIsOver_EndsItAndItsPermit()
    {
        ResourcePermit permit = await node.GrantAsync(AuditResource.Dataset, "a-1", Older);
        await EndWithoutCascadeAsync(Older);
        await node.Desk.FinishAsync(AuditNode.Key(AuditResource.Dataset, "a-1"), CancellationToken.None);
        AuditRecord audit = await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"));
        Assert.That(audit.EndReason, Is.EqualTo(AuditEndReason.ContractEnded));
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-1", permit), Is.EqualTo(InterconnCodes.PermitRevoked));
    }

    [Test]
    public async Task Finish_AnAuditUnderAContractInForce_ChangesNothing([Values] PartyRole role, [Values] ApprovalStatus status)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", role, status);
        AuditRecord before = await node.RecordAsync(key);
        await node.Desk.FinishAsync(key, CancellationToken.None);
        Assert.That(await node.RecordAsync(key), Is.EqualTo(before));
    }

    [Test]
    public async Task P58_ContractEnd_OneOfSeveral_EndsWhatNamesIt()
    {
        ResourcePermit ended = await node.GrantAsync(AuditResource.Dataset, "a-1", Older);
        ResourcePermit kept = await node.GrantDatasetAsync("a-2", datasetId: "d-2");
        AuditKey applied = await node.PutAsync(
            AuditResource.Project, "a-3", PartyRole.Applicant, ApprovalStatus.Applied, audit => audit with { ContractId = Older });

        await node.EndContractAsync(Older);

        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-1", ended), Is.EqualTo(InterconnCodes.PermitRevoked));
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-2", kept), Is.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.RecordAsync(applied)).EndReason, Is.EqualTo(AuditEndReason.ContractEnded), "of either side");
        Assert.That(await node.Partner.QueryAsync(AuditResource.Dataset, "a-1"), Is.EqualTo(ApprovalStatus.Terminated));
        Assert.That(await node.Partner.QueryAsync(AuditResource.Dataset, "a-2"), Is.EqualTo(ApprovalStatus.Approved));
    }

    [TestCase(AuditResource.Flow)]
    [TestCase(AuditResource.Job)]
    [TestCase(AuditResource.Model)]
    public async Task P58_ContractEnd_OneOfSeveral_LeavesWhatNamesNoneToTheNewest(AuditResource resource)
    {
        ResourcePermit permit = await node.GrantAsync(resource, "a-1");
        AuditKey key = AuditNode.Key(resource, "a-1");
        Assert.That((await node.RecordAsync(key)).ContractId, Is.EqualTo(Newer));

        await node.EndContractAsync(Newer);

        ContractRecord older = (await node.Store.FindContractAsync(new(TestNode.CallerId, Older), CancellationToken.None))!;
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That((audit.Status, audit.ContractId, audit.ContractExpiresAt), Is.EqualTo((ApprovalStatus.Approved, Older, older.ExpiresAt)));
        Assert.That(
            await node.Partner.UseAsync($"/use/{permit.ResourceType}/{permit.ResourceId}", permit), Is.EqualTo(InterconnCodes.Ok));
        await node.EndContractAsync(Older);
        Assert.That((await node.RecordAsync(key)).EndReason, Is.EqualTo(AuditEndReason.ContractEnded));
    }

    [Test]
    public async Task Contract_ThatHoldsLongest_IsTheEndOfWhatNamesNone()
    {
        ContractRecord older = (await node.Store.FindContractAsync(new(TestNode.CallerId, Older), CancellationToken.None))!;
        DateTimeOffset later = older.ExpiresAt.AddDays(7);
        await node.CommitAsync(new NodeChange { At = node.Clock.Now, Contracts = [older with { ExpiresAt = later }] });
        await node.Partner.ApplyAsync(AuditResource.Flow, "a-1", Older);

        AuditRecord audit = await node.RecordAsync(AuditNode.Key(AuditResource.Flow, "a-1"));
        Assert.That((audit.ContractId, audit.ContractExpiresAt), Is.EqualTo((Newer, later)));
        Assert.That(audit.StatusAt(later.AddMilliseconds(-1)), Is.EqualTo(ApprovalStatus.Applied));
        Assert.That(audit.StatusAt(later), Is.EqualTo(ApprovalStatus.Terminated));
    }

    [Test]
    public async Task P58_ContractEnd_TheLast_EndsEverythingOfThePair()
    {
        var permits = new List<string>();
        foreach (AuditResource resource in AuditSamples.Resources)
        {
            await node.GrantAsync(resource, "a-" + resource);
            permits.Add((await node.RecordAsync(AuditNode.Key(resource, "a-" + resource))).PermitId!);
        }

        await node.EndContractAsync(Older);
        await node.EndContractAsync(Newer);

        Assert.That((await node.Audits.ListAsync()).Select(audit => audit.EndReason), Is.All.EqualTo(AuditEndReason.ContractEnded));
        foreach (string permitId in permits)
        {
            Assert.That((await node.Permits.FindIssuedAsync(permitId))!.OutcomeAt(node.Clock.Now), Is.EqualTo(PermitUseOutcome.Revoked));
        }
    }

    [TestCase(-1, InterconnCodes.Ok)]
    [TestCase(0, InterconnCodes.PermitRevoked)]
    public async Task P57_Permit_EndsWithItsContractToTheMillisecond(int milliseconds, int code)
    {
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        ResourcePermit permit = await node.GrantAsync(AuditResource.Dataset, "a-1", Older);
        ContractRecord record = (await node.Store.FindContractAsync((await node.RecordAsync(key)).Contract, CancellationToken.None))!;

        // Another contract goes on, so that the calls themselves still hold.
        ContractRecord newer = (await node.Store.FindContractAsync(new(TestNode.CallerId, Newer), CancellationToken.None))!;
        await node.CommitAsync(new NodeChange { At = node.Clock.Now, Contracts = [newer with { ExpiresAt = record.ExpiresAt.AddDays(1) }] });
        node.Clock.Advance(record.ExpiresAt.AddMilliseconds(milliseconds) - node.Clock.Now);
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-1", permit), Is.EqualTo(code));
        Assert.That(
            await node.Partner.QueryAsync(AuditResource.Dataset, "a-1"),
            Is.EqualTo(code == InterconnCodes.Ok ? ApprovalStatus.Approved : ApprovalStatus.Terminated));
    }

    private async Task EndWithoutCascadeAsync(string contractId)
    {
        ContractRecord contract = (await node.Store.FindContractAsync(new(TestNode.CallerId, contractId), CancellationToken.None))!;
        await node.CommitAsync(new NodeChange
        {
            At = node.Clock.Now,
            Contracts = [contract with { Status = ApprovalStatus.Terminated, EndedAt = node.Clock.Now }],
        });
    }
}
