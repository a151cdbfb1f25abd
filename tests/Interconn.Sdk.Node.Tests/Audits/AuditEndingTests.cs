using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>The end of audits by either side (4.5, 5.3, 7.3, 8.3, 9.3), and of what hangs on them.</summary>
public sealed class AuditEndingTests
{
    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task P56_Terminate_ByThePartner_RevokesThePermitAndDropsWhatWasUnsent(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        ResourcePermit permit = await node.GrantAsync(resource, "a-1");
        AuditKey key = AuditNode.Key(resource, "a-1");
        string target = $"/use/{permit.ResourceType}/{permit.ResourceId}";
        Assert.That(await node.Partner.UseAsync(target, permit), Is.EqualTo(InterconnCodes.Ok));

        await node.Partner.TerminateAsync(resource, "a-1");

        Assert.That(await node.Partner.UseAsync(target, permit), Is.EqualTo(InterconnCodes.PermitRevoked));
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That(audit.EndReason, Is.EqualTo(AuditEndReason.TerminatedByPartner));
        Assert.That(audit.EndedAt, Is.EqualTo(node.Clock.Now));
        Assert.That(audit.DueAt, Is.Null, "nothing is left to do");
        OutboxMessage confirmation = (await node.MessagesAsync(key)).Single();
        Assert.That(confirmation.State, Is.EqualTo(OutboxState.Superseded));
        Assert.That(confirmation.Body, Is.Null, "it held the token");
    }

    [Test]
    public async Task Terminate_ByThisNode_TellsThePartner(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource,
        [Values] PartyRole role,
        [Values(ApprovalStatus.Applied, ApprovalStatus.Approved)] ApprovalStatus status)
    {
        AuditKey key = await node.PutAsync(resource, "a-1", role, status);
        AuditRecord ended = await node.Audits.TerminateAsync(key);
        Assert.That(ended.EndReason, Is.EqualTo(AuditEndReason.TerminatedHere));
        OutboxMessage message = (await node.MessagesAsync(key)).Single();
        Assert.That(message.Kind, Is.EqualTo(OutboxKind.AuditTermination));
        Assert.That(JsonSerializer.Deserialize(message.Body!, InterconnJson.Context.AuditTermination)!.AuditId, Is.EqualTo("a-1"));
    }

    [Test]
    public async Task W63_Terminate_Twice_HasNoSecondEffect([Values] bool byPartner)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Holder, ApprovalStatus.Approved);
        await node.Audits.TerminateAsync(key);
        AuditRecord first = await node.RecordAsync(key);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        if (byPartner)
        {
            await node.Partner.TerminateAsync(AuditResource.Dataset, "a-1");
        }
        else
        {
            Assert.That(await node.Audits.TerminateAsync(key), Is.EqualTo(first));
        }

        Assert.That(await node.RecordAsync(key), Is.EqualTo(first));
        Assert.That(await node.MessagesAsync(key), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task W63_Terminate_OfAnUnknownId_IsNotFound([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        Assert.That(await node.Partner.TerminateAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That(
            Assert.ThrowsAsync<InterconnException>(() => node.Audits.TerminateAsync(AuditNode.Key(resource, "a-1")))!.Code,
            Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task Withdraw_AnApplicationThatNeverLeft_SendsNothing()
    {
        AuditRecord audit = await node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1"));
        await node.Audits.TerminateAsync(audit.Key);
        OutboxMessage application = (await node.MessagesAsync(audit.Key)).Single();
        Assert.That(application.Kind, Is.EqualTo(OutboxKind.AuditApplication));
        Assert.That(application.State, Is.EqualTo(OutboxState.Superseded));
        Assert.That(application.EndedAt, Is.EqualTo(node.Clock.Now));
        Assert.That(application.Body, Is.Null);
        Assert.That(await ClaimAsync(), Is.Empty);
    }

    [Test]
    public async Task Withdraw_AnApplicationThatMayHaveLeft_TellsThePartner([Values] bool whileWithdrawing)
    {
        AuditRecord audit = await node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1"));
        if (whileWithdrawing)
        {
            node.Interfered.InterfereOnce(ClaimAsync);
        }
        else
        {
            await ClaimAsync();
        }

        await node.Audits.TerminateAsync(audit.Key);
        Assert.That(
            (await node.MessagesAsync(audit.Key)).Select(message => (message.Kind, message.State)),
            Is.EqualTo([(OutboxKind.AuditApplication, OutboxState.Superseded), (OutboxKind.AuditTermination, OutboxState.Pending)]));
    }

    [Test]
    public async Task P58_End_RevokesThePermitOfTheAuditAndNoOther(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource, [Values] bool byPartner)
    {
        ResourcePermit ended = await node.GrantAsync(resource, "a-1");
        ResourcePermit kept = await node.GrantAsync(resource, "a-2");
        AuditKey key = AuditNode.Key(resource, "a-1");
        await (byPartner ? node.Partner.TerminateAsync(resource, "a-1") : node.Audits.TerminateAsync(key));
        string target = $"/use/{ended.ResourceType}/{ended.ResourceId}";
        Assert.That(await node.Partner.UseAsync(target, ended), Is.EqualTo(InterconnCodes.PermitRevoked));
        Assert.That(await node.Partner.UseAsync(target, kept), Is.EqualTo(InterconnCodes.Ok));
    }

    [Test]
    public async Task P58_ProjectEnd_EndsWhatNamesIt([Values] bool byPartner)
    {
        await node.GrantAsync(AuditResource.Project, "a-p");
        var permits = new List<ResourcePermit>();
        foreach (AuditResource resource in new[] { AuditResource.Flow, AuditResource.Job, AuditResource.Model })
        {
            permits.Add(await node.GrantAsync(resource, "a-" + resource));
        }

        ResourcePermit dataset = await node.GrantAsync(AuditResource.Dataset, "a-d");
        await node.Partner.Flows.ApplyAuditAsync(AuditSamples.Flow("a-other", projectId: "p-2"));
        AuditKey ours = await node.PutAsync(AuditResource.Model, "a-ours", PartyRole.Applicant, ApprovalStatus.Approved);
        AuditKey project = AuditNode.Key(AuditResource.Project, "a-p");
        await (byPartner ? node.Partner.TerminateAsync(AuditResource.Project, "a-p") : node.Audits.TerminateAsync(project));

        foreach (ResourcePermit permit in permits)
        {
            Assert.That(await node.Partner.UseAsync($"/use/{permit.ResourceType}/{permit.ResourceId}", permit), Is.EqualTo(InterconnCodes.PermitRevoked));
        }

        IReadOnlyList<AuditRecord> ended = await node.Audits.ListAsync(new AuditFilter { ProjectId = AuditSamples.ProjectId, IsOpen = false });
        Assert.That(ended.Where(audit => audit.Key != project).Select(audit => audit.EndReason), Is.All.EqualTo(AuditEndReason.ProjectEnded));
        Assert.That(ended.Select(audit => audit.Key), Has.Member(ours));
        Assert.That(ended, Has.Count.EqualTo(5));
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-1", dataset), Is.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.RecordAsync(AuditNode.Key(AuditResource.Flow, "a-other"))).Status, Is.EqualTo(ApprovalStatus.Applied));
        Assert.That((await node.RecordAsync(project)).DueAt, Is.Null);
    }

    [Test]
    public async Task ProjectEnd_OfAnotherPair_EndsNothingHere()
    {
        await node.PutAsync(AuditResource.Project, "a-p", PartyRole.Holder, ApprovalStatus.Approved, audit => audit with { PartnerNodeId = AuditNode.ThirdId });
        AuditKey flow = await node.PutAsync(AuditResource.Flow, "a-f", PartyRole.Holder, ApprovalStatus.Approved);
        await node.Third.Api.TerminateAsync(AuditResource.Project, "a-p");
        Assert.That((await node.RecordAsync(flow)).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task ProjectEnd_OfAnApplication_EndsNothing()
    {
        await node.Partner.ApplyAsync(AuditResource.Project, "a-p");
        AuditKey flow = await node.PutAsync(AuditResource.Flow, "a-f", PartyRole.Holder, ApprovalStatus.Approved);
        await node.Partner.TerminateAsync(AuditResource.Project, "a-p");
        Assert.That((await node.RecordAsync(flow)).Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await node.RecordAsync(AuditNode.Key(AuditResource.Project, "a-p"))).DueAt, Is.Null);
    }

    [Test]
    public async Task Application_ThatNamesAnEndedProject_IsRefusedUntilTheProjectIsTakenUpAgain()
    {
        // It was sent before its sender heard of the end, by which it has ended there: here nobody would end it.
        await node.GrantAsync(AuditResource.Project, "a-p");
        await node.Audits.TerminateAsync(AuditNode.Key(AuditResource.Project, "a-p"));
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Model, "a-m").CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));

        await node.Partner.ApplyAsync(AuditResource.Project, "a-again");
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Model, "a-m").CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
    }

    [Test]
    public async Task Application_WhoseProjectEndsWhileItIsKept_EndsWithIt()
    {
        await node.GrantAsync(AuditResource.Project, "a-p");
        node.Interfered.InterfereOnce(() => node.Audits.TerminateAsync(AuditNode.Key(AuditResource.Project, "a-p")));
        await node.Partner.ApplyAsync(AuditResource.Model, "a-m");
        Assert.That((await node.RecordAsync(AuditNode.Key(AuditResource.Model, "a-m"))).EndReason, Is.EqualTo(AuditEndReason.ProjectEnded));
    }

    [Test]
    public async Task ProjectEnd_ThatWasInterrupted_IsFinishedByTheNextThatComes([Values] bool byRepetition)
    {
        // As it is where the process ended between the end of the project and that of the flow.
        AuditKey project = await node.PutAsync(
            AuditResource.Project,
            "a-p",
            PartyRole.Holder,
            ApprovalStatus.Terminated,
            audit => audit with { ApprovedAt = node.Clock.Now, DueAt = node.Clock.Now });
        AuditKey flow = await node.PutAsync(AuditResource.Flow, "a-f", PartyRole.Holder, ApprovalStatus.Approved);
        await (byRepetition ? node.Partner.TerminateAsync(AuditResource.Project, "a-p") : node.Desk.FinishAsync(project, CancellationToken.None));
        Assert.That((await node.RecordAsync(flow)).EndReason, Is.EqualTo(AuditEndReason.ProjectEnded));
        Assert.That((await node.RecordAsync(project)).DueAt, Is.Null);
    }

    [Test]
    public void Finish_AnAuditThatIsNotThere_DoesNothing() =>
        Assert.That(() => node.Desk.FinishAsync(AuditNode.Key(AuditResource.Project, "a-1"), CancellationToken.None), Throws.Nothing);

    private async Task<IReadOnlyList<OutboxMessage>> ClaimAsync() => await node.Store.ClaimMessagesAsync(
        new OutboxClaim { Now = node.Clock.Now, Until = node.Clock.Now.AddMinutes(1), Take = 10 }, CancellationToken.None);
}
