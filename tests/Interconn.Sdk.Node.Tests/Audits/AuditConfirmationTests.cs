using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>Decisions that partners send on applications of this node: 4.4, 5.2, 7.2, 8.2 and 9.2.</summary>
public sealed class AuditConfirmationTests
{
    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Confirm_Approved_KeepsThePermit([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        AuditKey key = await node.PutAsync(
            resource, "a-1", PartyRole.Applicant, ApprovalStatus.Applied, audit => audit with { AwaitsConfirmation = true, Inquiries = 3 });
        ResourcePermit permit = AuditSamples.Permit(resourceId: AuditSamples.IdOf(resource));
        await node.Partner.ConfirmAsync(resource, "a-1", ApprovalDecision.Approved, permit);
        AuditRecord audit = await node.RecordAsync(key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Approved));
            Assert.That(audit.ApprovedAt, Is.EqualTo(node.Clock.Now));
            Assert.That(audit.ReceivedPermit, Is.EqualTo(permit));
            Assert.That(audit.PermitId, Is.Null);
            Assert.That(audit.AwaitsConfirmation, Is.False);
            Assert.That(audit.Inquiries, Is.Zero);
        }
    }

    [Test]
    public async Task Confirm_Rejected_EndsTheApplication([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        AuditKey key = await node.PutAsync(resource, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        await node.Partner.ConfirmAsync(resource, "a-1", ApprovalDecision.Rejected);
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Rejected));
        Assert.That(audit.EndReason, Is.EqualTo(AuditEndReason.Rejected));
        Assert.That(audit.EndedAt, Is.EqualTo(node.Clock.Now));
        Assert.That(audit.DueAt, Is.Null);
    }

    [Test]
    public async Task Confirm_MeansThatTheApplicationArrived()
    {
        // The answer to it was lost: it would be sent once more otherwise.
        AuditRecord audit = await node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset("a-1"));
        await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", ApprovalDecision.Approved);
        OutboxMessage application = (await node.MessagesAsync(audit.Key)).Single();
        Assert.That(application.State, Is.EqualTo(OutboxState.Superseded));
    }

    [Test]
    public async Task W63_Confirm_OfAnUnknownId_IsNotFound([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource) => Assert.That(
        await node.Partner.ConfirmAsync(resource, "a-1", ApprovalDecision.Approved).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));

    [Test]
    public async Task W63_Confirm_OfAnotherKind_IsNotFound()
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        Assert.That(
            await node.Partner.ConfirmAsync(AuditResource.Model, "a-1", ApprovalDecision.Approved).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
        Assert.That((await node.RecordAsync(key)).Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task W63_Confirm_TwiceTheSame_HasNoSecondEffect([Values] ApprovalDecision decision, [Values] bool withPermit)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        ResourcePermit? permit = withPermit ? AuditSamples.Permit() : null;
        await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", decision, permit);
        AuditRecord first = await node.RecordAsync(key);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", decision, permit);
        Assert.That(await node.RecordAsync(key), Is.EqualTo(first));
    }

    [Test]
    public async Task W63_Confirm_TheOpposite_IsIllegal([Values] ApprovalDecision first)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", first, AuditSamples.Permit());
        AuditRecord before = await node.RecordAsync(key);
        ApprovalDecision opposite = first == ApprovalDecision.Approved ? ApprovalDecision.Rejected : ApprovalDecision.Approved;
        Assert.That(
            await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", opposite, AuditSamples.Permit()).CodeOfAsync(),
            Is.EqualTo(InterconnCodes.IllegalTransition));
        Assert.That(await node.RecordAsync(key), Is.EqualTo(before));
    }

    [Test]
    public async Task W63_Confirm_AfterTerminated_IsIllegal([Values] ApprovalDecision decision)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        await node.Audits.TerminateAsync(key);
        Assert.That(
            await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", decision, AuditSamples.Permit()).CodeOfAsync(),
            Is.EqualTo(InterconnCodes.IllegalTransition));
        Assert.That((await node.RecordAsync(key)).ReceivedPermit, Is.Null);
    }

    private static readonly ResourcePermit?[] OtherPermits =
    [
        null,
        AuditSamples.Permit("another"),
        AuditSamples.Permit(level: 9),
        AuditSamples.Permit() with { TimesLimit = 5 },
    ];

    [TestCaseSource(nameof(OtherPermits))]
    public async Task P59_Confirm_TwiceWithAnotherPermit_IsAConflict(ResourcePermit? other)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", ApprovalDecision.Approved, AuditSamples.Permit());
        Assert.That(
            await node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", ApprovalDecision.Approved, other).CodeOfAsync(),
            Is.EqualTo(InterconnCodes.ContentConflict));
        Assert.That((await node.RecordAsync(key)).ReceivedPermit, Is.EqualTo(AuditSamples.Permit()));
    }

    [Test]
    public async Task W67_Confirm_OfTheCallersOwnApplication_IsNotPermitted(
        [ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource, [Values] ApprovalDecision decision)
    {
        await node.Partner.ApplyAsync(resource, "a-1");
        AuditRecord before = await node.RecordAsync(AuditNode.Key(resource, "a-1"));
        Assert.That(
            await node.Partner.ConfirmAsync(resource, "a-1", decision, AuditSamples.Permit(resourceId: AuditSamples.IdOf(resource))).CodeOfAsync(),
            Is.EqualTo(InterconnCodes.NotPermitted));
        Assert.That(await node.RecordAsync(before.Key), Is.EqualTo(before));
    }

    private static readonly object[] ForeignPermits =
    [
        new object[] { "request_node_id", AuditSamples.Permit() with { RequestNodeId = AuditNode.ThirdId } },
        new object[] { "resource_node_id", AuditSamples.Permit() with { ResourceNodeId = AuditNode.ThirdId } },
        new object[] { "resource_id", AuditSamples.Permit(resourceId: "d-2") },
    ];

    [TestCaseSource(nameof(ForeignPermits))]
    public async Task P52_Confirm_WithAPermitForSomethingElse_IsRefusedByItsField(string field, ResourcePermit permit)
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        var refused = Assert.ThrowsAsync<InterconnAnswerException>(
            () => node.Partner.ConfirmAsync(AuditResource.Dataset, "a-1", ApprovalDecision.Approved, permit))!;
        Assert.That(refused.Code, Is.EqualTo(InterconnCodes.FieldRule));
        Assert.That(refused.Msg, Does.Contain(field));
        Assert.That((await node.RecordAsync(key)).Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task P61_Confirm_TakesThePermitAsObjectAndAsString([Values] bool asString)
    {
        const string Permit = """
            {"token":"t.o.k","resource_level":1,"resource_type":"DATASET","resource_id":"d-1","resource_node_id":"JG0100001100000000",
            "resource_inst_id":"JG01","request_node_id":"LX0000010000280","request_inst_id":"LX01"}
            """;
        string written = asString ? "\"" + Permit.ReplaceLineEndings("").Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : Permit;
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        WireAnswer answer = await Wire.SendAsync(node.Node, RequestDraft.Post(
            InterconnEndpoints.ConfirmDatasetAudit.Path,
            $$"""{"audit_id":"a-1","status":"APPROVED","resource_permit":{{written}}}""",
            node.Clock.Now));
        Assert.That(answer.Verdict, Is.EqualTo("200/0"));
        Assert.That((await node.RecordAsync(key)).ReceivedPermit, Is.EqualTo(AuditSamples.Permit()));
    }
}
