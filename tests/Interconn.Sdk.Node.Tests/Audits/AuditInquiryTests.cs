using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>This node asks partners where its applications stand.</summary>
public sealed class AuditInquiryTests
{
    private const string AuditId = "a-1";

    [TestCase(AuditResource.Dataset, "4.6")]
    [TestCase(AuditResource.Project, "5.4")]
    [TestCase(AuditResource.Flow, "7.4")]
    [TestCase(AuditResource.Model, "9.4")]
    public async Task Inquire_AsksTheQueryOfTheResource(AuditResource resource, string section)
    {
        await using var partner = ScriptedPartner.Start(Answer("APPLIED"));
        await using AuditNode node = await StartAsync(partner);
        AuditKey key = await node.PutAsync(resource, AuditId, PartyRole.Applicant, ApprovalStatus.Applied);
        Assert.That(await node.Audits.InquireAsync(key), Is.EqualTo(ApprovalStatus.Applied));
        Assert.That(partner.Requests.Single().Target, Is.EqualTo(InterconnEndpoints.Find(section)!.Path + "?audit_id=a-1"));
    }

    [TestCase(ApprovalStatus.Applied, "APPLIED", ApprovalStatus.Applied, null, false)]
    [TestCase(ApprovalStatus.Applied, "APPROVED", ApprovalStatus.Applied, null, true)]
    [TestCase(ApprovalStatus.Applied, "REJECTED", ApprovalStatus.Rejected, AuditEndReason.Rejected, false)]
    [TestCase(ApprovalStatus.Applied, "TERMINATED", ApprovalStatus.Terminated, AuditEndReason.TerminatedByPartner, false)]
    [TestCase(ApprovalStatus.Approved, "APPLIED", ApprovalStatus.Approved, null, false)]
    [TestCase(ApprovalStatus.Approved, "APPROVED", ApprovalStatus.Approved, null, false)]
    [TestCase(ApprovalStatus.Approved, "REJECTED", ApprovalStatus.Terminated, AuditEndReason.TerminatedByPartner, false)]
    [TestCase(ApprovalStatus.Approved, "TERMINATED", ApprovalStatus.Terminated, AuditEndReason.TerminatedByPartner, false)]
    public async Task Inquire_ActsOnTheAnswer(ApprovalStatus before, string answer, ApprovalStatus after, AuditEndReason? reason, bool awaits)
    {
        await using var partner = ScriptedPartner.Start(Answer(answer));
        await using AuditNode node = await StartAsync(partner);
        AuditKey key = await node.PutAsync(AuditResource.Dataset, AuditId, PartyRole.Applicant, before);
        await node.Desk.InquireAsync(key, CancellationToken.None);
        AuditRecord audit = await node.RecordAsync(key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(audit.Status, Is.EqualTo(after));
            Assert.That(audit.EndReason, Is.EqualTo(reason));
            Assert.That(audit.AwaitsConfirmation, Is.EqualTo(awaits));
            Assert.That(audit.EndedAt, Is.EqualTo(reason is null ? null : node.Clock.Now));
            Assert.That(audit.DueAt, reason is null ? Is.GreaterThan(node.Clock.Now) : Is.Null);
        }
    }

    [Test]
    public async Task Inquire_AgainAndAgain_WaitsLongerEachTime()
    {
        await using var partner = ScriptedPartner.Start(Answer("APPLIED"));
        await using AuditNode node = await StartAsync(partner);
        AuditRecord audit = await node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset(AuditId));
        var waits = new List<TimeSpan> { audit.DueAt!.Value - node.Clock.Now };
        for (int i = 0; i < 3; i++)
        {
            await node.Desk.InquireAsync(audit.Key, CancellationToken.None);
            waits.Add((await node.RecordAsync(audit.Key)).DueAt!.Value - node.Clock.Now);
        }

        Assert.That(waits.Select(wait => wait.TotalMinutes), Is.EqualTo([1, 2, 4, 8]));
    }

    [Test]
    public async Task Inquire_Unanswered_IsPlannedAgainLoggedAndTold([Values] bool refused)
    {
        await using var partner = ScriptedPartner.Start(refused ? ScriptedAnswer.Failure(InterconnCodes.NotFound) : ScriptedAnswer.Json("no envelope"));
        await using AuditNode node = await StartAsync(partner);
        AuditKey key = await node.PutAsync(AuditResource.Dataset, AuditId, PartyRole.Applicant, ApprovalStatus.Applied);
        Assert.That(() => node.Desk.InquireAsync(key, CancellationToken.None), Throws.InstanceOf<InterconnException>());
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Applied));
        Assert.That(audit.Inquiries, Is.EqualTo(1));
        Assert.That(audit.DueAt, Is.EqualTo(node.Clock.Now.AddMinutes(2)));
        Assert.That(node.Node.Logs.OwnEntries.Count(entry => entry.EventId == 538), Is.EqualTo(1));
    }

    [Test]
    public async Task Inquire_OfAPartnerWithoutAnAddress_IsPlannedAgainToo()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        AuditKey key = await node.PutAsync(AuditResource.Dataset, AuditId, PartyRole.Applicant, ApprovalStatus.Applied);
        Assert.That(() => node.Desk.InquireAsync(key, CancellationToken.None), Throws.InvalidOperationException);
        Assert.That((await node.RecordAsync(key)).DueAt, Is.GreaterThan(node.Clock.Now));
    }

    [Test]
    public async Task Inquire_OvertakenByTheConfirmation_KeepsWhatThatBrought()
    {
        await using var partner = ScriptedPartner.Start(Answer("APPLIED"));
        await using AuditNode node = await StartAsync(partner);
        AuditKey key = await node.PutAsync(AuditResource.Dataset, AuditId, PartyRole.Applicant, ApprovalStatus.Applied);
        node.Interfered.InterfereOnce(() => node.Partner.ConfirmAsync(AuditResource.Dataset, AuditId, ApprovalDecision.Approved, AuditSamples.Permit()));
        await node.Desk.InquireAsync(key, CancellationToken.None);
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That(audit.ReceivedPermit, Is.EqualTo(AuditSamples.Permit()));
        Assert.That(audit.AwaitsConfirmation, Is.False);
    }

    [Test]
    public async Task Inquire_ThatFindsAProjectEnded_EndsWhatNamesIt()
    {
        await using var partner = ScriptedPartner.Start(Answer("TERMINATED"));
        await using AuditNode node = await StartAsync(partner);
        AuditKey project = await node.PutAsync(AuditResource.Project, AuditId, PartyRole.Applicant, ApprovalStatus.Approved);
        AuditKey flow = await node.PutAsync(AuditResource.Flow, AuditId, PartyRole.Applicant, ApprovalStatus.Approved);
        await node.Desk.InquireAsync(project, CancellationToken.None);
        Assert.That((await node.RecordAsync(flow)).EndReason, Is.EqualTo(AuditEndReason.ProjectEnded));
        Assert.That((await node.RecordAsync(project)).DueAt, Is.Null);
    }

    [Test]
    public async Task Inquire_ThatFindsARejection_DropsTheApplicationStillUnderWay()
    {
        await using var partner = ScriptedPartner.Start(Answer("REJECTED"));
        await using AuditNode node = await StartAsync(partner);
        AuditRecord audit = await node.Audits.ApplyForDatasetAsync(TestNode.CallerId, AuditSamples.Dataset(AuditId));
        await node.Desk.InquireAsync(audit.Key, CancellationToken.None);
        Assert.That((await node.MessagesAsync(audit.Key)).Single().State, Is.EqualTo(OutboxState.Superseded));
    }

    [TestCase(ApprovalStatus.Rejected)]
    [TestCase(ApprovalStatus.Terminated)]
    public async Task Inquire_WhatHasEnded_AsksNobody(ApprovalStatus status)
    {
        await using var partner = ScriptedPartner.Start(Answer("APPROVED"));
        await using AuditNode node = await StartAsync(partner);
        AuditKey key = await node.PutAsync(AuditResource.Dataset, AuditId, PartyRole.Applicant, status);
        Assert.That(await node.Desk.InquireAsync(key, CancellationToken.None), Is.EqualTo(status));
        Assert.That(partner.Requests, Is.Empty);
    }

    [Test]
    public async Task Inquire_AfterTheContractIsOver_EndsTheAuditAndAsksNobody()
    {
        await using var partner = ScriptedPartner.Start(Answer("APPROVED"));
        ContractRecord contract = AuditNode.Contract();
        await using AuditNode node = await AuditNode.StartWithContractsAsync(
            contract with { Partner = contract.Partner with { Address = partner.Address.ToString() }, ExpiresAt = NodeFixture.Start });
        AuditKey key = await node.PutAsync(AuditResource.Dataset, AuditId, PartyRole.Applicant, ApprovalStatus.Approved);
        Assert.That(await node.Desk.InquireAsync(key, CancellationToken.None), Is.EqualTo(ApprovalStatus.Terminated));
        Assert.That((await node.RecordAsync(key)).EndReason, Is.EqualTo(AuditEndReason.ContractEnded));
        Assert.That(partner.Requests, Is.Empty);
    }

    [TestCase(AuditResource.Job, PartyRole.Applicant, "no query for jobs")]
    [TestCase(AuditResource.Dataset, PartyRole.Holder, "this node decides")]
    public async Task Inquire_WhatCannotBeAsked_SaysWhy(AuditResource resource, PartyRole role, string why)
    {
        await using AuditNode node = await AuditNode.StartAsync();
        AuditKey key = await node.PutAsync(resource, AuditId, role, ApprovalStatus.Applied);
        Assert.That(
            Assert.ThrowsAsync<InterconnRequestException>(() => node.Audits.InquireAsync(key))!.Message, Does.Contain(why));
    }

    [Test]
    public async Task Inquire_AnUnknownAudit_IsNotFound()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        Assert.That(
            Assert.ThrowsAsync<InterconnException>(() => node.Audits.InquireAsync(AuditNode.Key(AuditResource.Dataset, AuditId)))!.Code,
            Is.EqualTo(InterconnCodes.NotFound));
    }

    private static byte[] Answer(string status) => ScriptedAnswer.Json($$"""{"code":0,"msg":"success","data":{"status":"{{status}}"} }""");

    private static Task<AuditNode> StartAsync(ScriptedPartner partner) => AuditNode.StartAsync(configure: options => options.Partners[0].Address = partner.Address);
}
