using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>What this node decides on the applications of partners, and what goes with it.</summary>
public sealed class AuditDecisionTests
{
    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase(AuditResource.Dataset, "DATASET")]
    [TestCase(AuditResource.Project, "PROJECT")]
    [TestCase(AuditResource.Flow, "FLOW")]
    [TestCase(AuditResource.Job, "JOB")]
    [TestCase(AuditResource.Model, "MODEL")]
    public async Task Approve_IssuesAPermitAndTellsThePartner(AuditResource resource, string type)
    {
        await node.Partner.ApplyAsync(resource, "a-1");
        AuditKey key = AuditNode.Key(resource, "a-1");
        AuditRecord approved = await node.ApproveAsync(key, new ApprovalTerms { Level = 4 });

        Assert.That(approved, Is.EqualTo(await node.RecordAsync(key)));
        Assert.That(approved.Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That(approved.ApprovedAt, Is.EqualTo(node.Clock.Now));
        OutboxMessage message = (await node.MessagesAsync(key)).Single();
        AuditConfirmation confirmation = JsonSerializer.Deserialize(message.Body!, InterconnJson.Context.AuditConfirmation)!;
        ResourcePermit sent = confirmation.ResourcePermit!;
        PermitRecord kept = (await node.Permits.FindIssuedAsync(approved.PermitId!))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.Kind, Is.EqualTo(OutboxKind.AuditConfirmation));
            Assert.That(message.Audit, Is.EqualTo(key));
            Assert.That(message.DueAt, Is.EqualTo(node.Clock.Now));
            Assert.That(confirmation.AuditId, Is.EqualTo("a-1"));
            Assert.That(confirmation.Status, Is.EqualTo(ApprovalDecision.Approved));
            Assert.That(sent, Is.EqualTo(new ResourcePermit
            {
                Token = sent.Token,
                ResourceLevel = 4,
                ResourceType = new ResourceType(type),
                ResourceId = AuditSamples.IdOf(resource),
                ResourceNodeId = TestNode.HolderId,
                ResourceInstId = "LX01",
                RequestNodeId = TestNode.CallerId,
                RequestInstId = "JG01",
            }));
            Assert.That(kept.AuditId, Is.EqualTo("a-1"));

            // A flow, a job or a model names no contract: its permit ends with the last one of the pair, whichever that will be.
            bool namesContract = resource is AuditResource.Dataset or AuditResource.Project;
            Assert.That(kept.ContractId, Is.EqualTo(namesContract ? TestNode.ContractId : null));
            Assert.That(kept.ContractExpiresAt, Is.EqualTo(namesContract ? approved.ContractExpiresAt : (DateTimeOffset?)null));
        }

        Assert.That(await node.Partner.UseAsync($"/use/{type}/{AuditSamples.IdOf(resource)}", sent), Is.EqualTo(InterconnCodes.Ok));
    }

    // Hours from now, and how often; null where nothing is said.
    [TestCase(null, null, null, null, null, null)]
    [TestCase(2, 5, null, null, 2, 5)]
    [TestCase(null, null, 3, 7, 3, 7)]
    [TestCase(2, 5, 3, 7, 2, 5)]
    [TestCase(4, 9, 3, 7, 3, 7)]
    public async Task Approve_OfTwoLimits_TheSmallerCounts(int? askedHours, int? askedTimes, int? grantedHours, int? grantedTimes, int? hours, int? times)
    {
        ResourcePermit permit = await node.GrantDatasetAsync(
            "a-1",
            asked => asked with { TimeLimit = InHours(askedHours), TimesLimit = askedTimes },
            new ApprovalTerms { TimeLimit = InHours(grantedHours), TimesLimit = grantedTimes });
        Assert.That(permit.TimeLimit, Is.EqualTo(InHours(hours)));
        Assert.That(permit.TimesLimit, Is.EqualTo(times));
    }

    [Test]
    public async Task Approve_WithAScopeOfItsOwn_GrantsThatAndNotTheOneAskedFor([Values] bool ofItsOwn)
    {
        var asked = new Dictionary<string, IReadOnlyList<string>> { [AuthScopeKinds.Project] = ["p-1"] };
        var granted = new Dictionary<string, IReadOnlyList<string>> { [AuthScopeKinds.Project] = ["p-2"] };
        await node.GrantDatasetAsync("a-1", dataset => dataset with { AuthScope = asked }, new ApprovalTerms { AuthScope = ofItsOwn ? granted : null });
        string permitId = (await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"))).PermitId!;
        Assert.That((await node.Permits.FindIssuedAsync(permitId))!.AuthScope, Is.EqualTo(ofItsOwn ? granted : asked));
    }

    [Test]
    public async Task P57_Approve_AfterTheTimeLimitAskedFor_StaysOpenAndSaysWhy()
    {
        await node.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset("a-1") with { TimeLimit = node.Clock.Now.AddSeconds(1) });
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        AuditRecord before = await node.RecordAsync(key);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = Assert.ThrowsAsync<InterconnRequestException>(() => node.ApproveAsync(key))!;
        Assert.That(refused.Field, Is.EqualTo("time_limit"));
        Assert.That(refused.Message, Does.Contain("a-1").And.Contain("reject it"));
        Assert.That(await node.RecordAsync(key), Is.EqualTo(before));
        Assert.That(await node.MessagesAsync(key), Is.Empty);
    }

    [Test]
    public async Task Approve_OnTermsThatNoPermitCanHave_StaysOpenAndSaysWhy()
    {
        await node.Partner.ApplyAsync(AuditResource.Model, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Model, "a-1");
        var refused = Assert.ThrowsAsync<InterconnRequestException>(() => node.ApproveAsync(key, new ApprovalTerms { TimesLimit = 0 }))!;
        Assert.That(refused.Field, Is.EqualTo("times_limit"));
        Assert.That((await node.RecordAsync(key)).Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task Reject_TellsThePartner()
    {
        await node.Partner.ApplyAsync(AuditResource.Flow, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Flow, "a-1");
        AuditRecord rejected = await node.Desk.DecideAsync(key, ApprovalDirective.Reject, CancellationToken.None);
        AuditConfirmation confirmation = JsonSerializer.Deserialize(
            (await node.MessagesAsync(key)).Single().Body!, InterconnJson.Context.AuditConfirmation)!;
        Assert.That(rejected.EndReason, Is.EqualTo(AuditEndReason.Rejected));
        Assert.That(rejected.DueAt, Is.Null);
        Assert.That(confirmation, Is.EqualTo(new AuditConfirmation { AuditId = "a-1", Status = ApprovalDecision.Rejected }));
        Assert.That(await node.Partner.QueryAsync(AuditResource.Flow, "a-1"), Is.EqualTo(ApprovalStatus.Rejected));
    }

    [Test]
    public async Task Wait_LeavesItToAPersonUntilOneDecides()
    {
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        AuditRecord waiting = await node.Desk.DecideAsync(key, ApprovalDirective.Wait, CancellationToken.None);
        Assert.That(waiting.AwaitsPerson, Is.True);
        Assert.That(waiting.DueAt, Is.Null, "the policy is not asked again");
        Assert.That(await node.Desk.DecideAsync(key, ApprovalDirective.Wait, CancellationToken.None), Is.EqualTo(waiting));
        Assert.That((await node.Audits.ListAsync(new AuditFilter { NeedsPerson = true })).Single().Key, Is.EqualTo(key));
        Assert.That((await node.ApproveAsync(key)).AwaitsPerson, Is.False);
    }

    [Test]
    public async Task Wait_OnceItIsDecided_ChangesNothing()
    {
        await node.GrantAsync(AuditResource.Dataset, "a-1");
        AuditRecord before = await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"));
        Assert.That(await node.Desk.DecideAsync(before.Key, ApprovalDirective.Wait, CancellationToken.None), Is.EqualTo(before));
    }

    [Test]
    public async Task P59_Approve_AHundredTimesAtOnce_IssuesOnePermit()
    {
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        AuditRecord[] results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => node.ApproveAsync(key))));
        Assert.That(results.Select(audit => audit.PermitId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await node.MessagesAsync(key), Has.Count.EqualTo(1));
        Assert.That(node.Node.Logs.OwnEntries.Count(entry => entry.EventId == 531), Is.EqualTo(1));
    }

    [Test]
    public void Decide_AnAuditThatIsNotThere_Says40401() => Assert.That(
        Assert.ThrowsAsync<InterconnException>(() => node.ApproveAsync(AuditNode.Key(AuditResource.Dataset, "a-1")))!.Code, Is.EqualTo(InterconnCodes.NotFound));

    [Test]
    public async Task Decide_AnApplicationOfThisNode_SaysWhoDecides()
    {
        AuditKey key = await node.PutAsync(AuditResource.Dataset, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        Assert.That(Assert.ThrowsAsync<InterconnException>(() => node.ApproveAsync(key))!.Message, Does.Contain("the partner decides"));
    }

    [Test]
    public async Task Approve_ByANodeWithoutAnInstitution_SaysWhatToSet()
    {
        await using AuditNode nameless = await AuditNode.StartAsync(configure: options => options.Node.InstId = "");
        await nameless.Partner.ApplyAsync(AuditResource.Dataset, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        Assert.That(Assert.ThrowsAsync<InvalidOperationException>(() => nameless.ApproveAsync(key))!.Message, Does.Contain("Set Node.InstId"));
        Assert.That((await nameless.RecordAsync(key)).Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task Approve_APartnerWithoutAnInstitution_NamesItsNodeInstead()
    {
        await using AuditNode other = await AuditNode.StartAsync(configure: options => options.Partners[0].InstId = null);
        Assert.That((await other.GrantDatasetAsync("a-1")).RequestInstId, Is.EqualTo(TestNode.CallerId));
    }

    private DateTimeOffset? InHours(int? hours) => hours is int number ? node.Clock.Now.AddHours(number) : null;
}
