using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>The administrator's view of audits: applications of this node, lists, and the wait for a decision.</summary>
public sealed class NodeAuditsTests
{
    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Apply_KeepsTheApplicationTogetherWithWhatIsSent([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        AuditRecord audit = await ApplyAsync(resource, "a-1");
        Assert.That(audit, Is.EqualTo(await node.Audits.FindAsync(AuditNode.Key(resource, "a-1"))));
        Assert.That(audit.Role, Is.EqualTo(PartyRole.Applicant));
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Applied));
        Assert.That(audit.ContractId, Is.EqualTo(TestNode.ContractId));
        OutboxMessage message = (await node.MessagesAsync(audit.Key)).Single();
        Assert.That(message.Kind, Is.EqualTo(OutboxKind.AuditApplication));
        Assert.That(message.DueAt, Is.EqualTo(node.Clock.Now));
        Assert.That(JsonElement.Parse(message.Body!).GetProperty("audit_id").GetString(), Is.EqualTo("a-1"));
        Assert.That(message.Body, Is.EqualTo(audit.ApplicationJson));
    }

    [Test]
    public async Task Apply_AgainTheSame_ChangesNothing()
    {
        AuditRecord first = await ApplyAsync(AuditResource.Flow, "a-1");
        Assert.That(await ApplyAsync(AuditResource.Flow, "a-1"), Is.EqualTo(first));
        Assert.That(await node.MessagesAsync(first.Key), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task W64_Apply_UnderAnIdThatIsTaken_SaysSo([Values] PartyRole role)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", role, ApprovalStatus.Applied);
        AuditRecord before = await node.RecordAsync(key);
        Refused(() => node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1", "d-2")), "Take another");
        Assert.That(await node.RecordAsync(key), Is.EqualTo(before));
    }

    [Test]
    public async Task Apply_ThatBreaksARule_IsNotKept()
    {
        Refused(() => node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("")), "audit_id", "audit_id");
        Refused(() => node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1") with { TimesLimit = 0 }), "1 or more", "times_limit");
        Refused(
            () => node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1") with { TimeLimit = node.Clock.Now }), "future", "time_limit");
        Refused(() => node.Audits.ApplyForFlowAsync(TestNode.CallerId, AuditSamples.Flow("a-1") with { Dag = AuditSamples.BrokenDag }), "nobody", "dag");
        Refused(() => node.Audits.ApplyForJobAsync(TestNode.CallerId, AuditSamples.Job("a-1") with { Dag = AuditSamples.BrokenDag }), "nobody", "dag");
        Assert.That(await node.Audits.ListAsync(), Is.Empty);
    }

    [TestCase("not an id")]
    [TestCase("")]
    [TestCase(TestNode.HolderId)]
    public void Apply_ToNoPartner_SaysSo(string partnerNodeId) =>
        Refused(() => node.Audits.ApplyForModelAsync(partnerNodeId, AuditSamples.Model("a-1")), "is no partner");

    [Test]
    public void Apply_WithoutAContractInForce_SaysWhatToDo()
    {
        Refused(() => node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1", contractId: "c-99")), "Apply for one");
        Refused(() => node.Audits.ApplyForDatasetAsync(AuditNode.ThirdId, AuditSamples.Dataset("a-1")), "Apply for one");
        Refused(() => node.Audits.ApplyForModelAsync("STRANGER", AuditSamples.Model("a-1")), "Apply for one");
    }

    [Test]
    public async Task Apply_ForAFlow_BelongsToTheNewestApprovedContract()
    {
        await using AuditNode other = await AuditNode.StartWithContractsAsync(
            AuditNode.Contract("c-old", approvedMinutesAgo: 100), AuditNode.Contract("c-new"), AuditNode.Contract("c-ended", approvedMinutesAgo: 1));
        await other.EndContractAsync("c-ended");
        AuditRecord audit = await other.Audits.ApplyForFlowAsync(TestNode.CallerId, AuditSamples.Flow("a-1"));
        Assert.That(audit.ContractId, Is.EqualTo("c-new"));
    }

    [Test]
    public async Task List_GivesWhatTheFilterAsksFor()
    {
        await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Holder, ApprovalStatus.Approved);
        await node.PutAsync(AuditResource.Model, "a-2", PartyRole.Applicant, ApprovalStatus.Rejected);
        Assert.That(await node.Audits.ListAsync(), Has.Count.EqualTo(2));
        Assert.That((await node.Audits.ListAsync(new AuditFilter { IsOpen = false })).Single().AuditId, Is.EqualTo("a-2"));
    }

    [Test]
    public async Task WaitForDecision_EndsWithTheDecision([Values] ApprovalDecision decision)
    {
        AuditRecord audit = await ApplyAsync(AuditResource.Dataset, "a-1");
        Task<AuditRecord> waiting = node.Audits.WaitForDecisionAsync(audit.Key);
        await ApplyAsync(AuditResource.Dataset, "a-2");
        Assert.That(waiting.IsCompleted, Is.False);
        await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", decision);
        Assert.That((await waiting).Status, Is.EqualTo(decision == ApprovalDecision.Approved ? ApprovalStatus.Approved : ApprovalStatus.Rejected));
    }

    [Test]
    public async Task WaitForDecision_OnceDecided_IsOverAtOnce()
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Rejected);
        Assert.That((await node.Audits.WaitForDecisionAsync(key)).Status, Is.EqualTo(ApprovalStatus.Rejected));
    }

    [Test]
    public async Task WaitForDecision_Cancelled_Ends()
    {
        AuditRecord audit = await ApplyAsync(AuditResource.Dataset, "a-1");
        using var cancelled = new CancellationTokenSource();
        Task<AuditRecord> waiting = node.Audits.WaitForDecisionAsync(audit.Key, cancelled.Token);
        await cancelled.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void WaitForDecision_OnAnUnknownAudit_IsNotFound() => Assert.That(
        Assert.ThrowsAsync<InterconnException>(() => node.Audits.WaitForDecisionAsync(AuditNode.Key(AuditResource.Dataset, "a-1")))!.Code,
        Is.EqualTo(InterconnCodes.NotFound));

    private static void Refused(Func<Task> call, string says, string? field = null)
    {
        var refused = Assert.ThrowsAsync<InterconnRequestException>(call)!;
        Assert.That(refused.Message, Does.Contain(says));
        Assert.That(refused.Field, Is.EqualTo(field));
    }

    private Task<AuditRecord> ApplyAsync(AuditResource resource, string auditId) => resource switch
    {
        AuditResource.Dataset => node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset(auditId)),
        AuditResource.Project => node.Audits.ApplyForProjectAsync(TestNode.CallerId, AuditSamples.Project(auditId)),
        AuditResource.Flow => node.Audits.ApplyForFlowAsync(TestNode.CallerId, AuditSamples.Flow(auditId)),
        AuditResource.Job => node.Audits.ApplyForJobAsync(TestNode.CallerId, AuditSamples.Job(auditId)),
        _ => node.Audits.ApplyForModelAsync(TestNode.CallerId, AuditSamples.Model(auditId)),
    };
}
