using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Permits;

/// <summary>The administrator's view of permits: those that partners gave this node, and those that it issued.</summary>
public sealed class NodePermitsTests
{
    private const string PartnerId = TestNode.CallerId;

    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task ListHeld_GivesThoseThatAreGood_TheHighestLevelFirst()
    {
        await HoldAsync("a-1", AuditSamples.Permit("low", level: 1));
        await HoldAsync("a-2", AuditSamples.Permit("high", level: 7));
        await HoldAsync("a-3", AuditSamples.Permit("past") with { TimeLimit = node.Clock.Now });
        await HoldAsync("a-4", AuditSamples.Permit("good for a moment") with { TimeLimit = node.Clock.Now.AddMilliseconds(1) });
        await HoldAsync("a-5", AuditSamples.Permit("ended"), audit => audit with { Status = ApprovalStatus.Terminated });
        await HoldAsync("a-6", AuditSamples.Permit("of an expired contract"), audit => audit with { ContractExpiresAt = node.Clock.Now });
        await HoldAsync("a-7", permit: null);
        await node.GrantDatasetAsync("a-8");
        Assert.That(
            (await node.Permits.ListHeldAsync(PartnerId)).Select(permit => permit.Token), Is.EqualTo(["high", "good for a moment", "low"]));
    }

    [Test]
    public async Task ListHeld_OfOneResource_GivesItsOwn()
    {
        await HoldAsync("a-1", AuditSamples.Permit("dataset"));
        await HoldAsync("a-2", AuditSamples.Permit("another", "d-2"), audit => audit with { ResourceId = "d-2" });
        await HoldAsync("a-3", AuditSamples.Permit("model", type: ResourceType.Model));
        Assert.That((await node.Permits.ListHeldAsync(PartnerId, ResourceType.Dataset)).Select(permit => permit.Token), Is.EquivalentTo(["dataset", "another"]));
        Assert.That((await node.Permits.ListHeldAsync(PartnerId, resourceId: "d-1")).Select(permit => permit.Token), Is.EquivalentTo(["dataset", "model"]));
        Assert.That((await node.Permits.ListHeldAsync(PartnerId, ResourceType.Model, "d-1")).Single().Token, Is.EqualTo("model"));
        Assert.That(await node.Permits.ListHeldAsync(AuditNode.ThirdId), Is.Empty);
    }

    [Test]
    public async Task ClientFor_PresentsWhatThisNodeWasGiven()
    {
        await using NodePair pair = await NodePair.StartAsync();
        await pair.GrantAsync(AuditSamples.Dataset("a-1") with { TimesLimit = 1 });
        await pair.GrantAsync(AuditSamples.Dataset("a-2") with { TimesLimit = 2 }, new ApprovalTerms { Level = 2 });
        for (int use = 0; use < 3; use++)
        {
            Assert.That(await pair.UseAsync(), Is.EqualTo(InterconnCodes.Ok));
        }

        Assert.That(await pair.UseAsync(), Is.EqualTo(InterconnCodes.PermitUsedUp), "the higher one first, then the lower");
    }

    [Test]
    public async Task ClientFor_WithoutAPermit_SaysWhatToDo()
    {
        await HoldAsync("a-1", AuditSamples.Permit("another", "d-2"), audit => audit with { ResourceId = "d-2" });
        var refused = Assert.ThrowsAsync<InterconnRequestException>(() => node.Permits.ClientForAsync(PartnerId, ResourceType.Dataset, "d-1"))!;
        Assert.That(refused.Message, Does.Contain("d-1").And.Contain("Apply for one"));
    }

    [TestCase(40, 20, 32, Description = "more than a call may carry")]
    [TestCase(20, 1000, 15, Description = "more characters than a call may carry")]
    public async Task ClientFor_WithMorePermitsThanTravel_PresentsTheHighest(int count, int tokenLength, int sent)
    {
        await using var holder = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using AuditNode user = await AuditNode.StartAsync(configure: options => options.Partners[0].Address = holder.Address);
        for (int i = 1; i <= count; i++)
        {
            ResourcePermit permit = AuditSamples.Permit(new string('t', tokenLength), level: i);
            await user.PutAsync(AuditResource.Dataset, $"a-{i}", PartyRole.Applicant, ApprovalStatus.Approved, audit => audit with { ReceivedPermit = permit });
        }

        InterconnClient client = await user.Permits.ClientForAsync(PartnerId, ResourceType.Dataset, "d-1");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/use/d-1");
        (await client.SendAsync(request)).Dispose();
        string header = holder.Requests.Single().Headers.Single(header => header.Key == InterconnHeaders.TokenSet).Value;
        Assert.That(TokenSet.Read(header, out TokenSet set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples.Select(tuple => tuple.Level), Is.EqualTo(Enumerable.Range(count - sent + 1, sent).Reverse()));
    }

    [Test]
    public async Task ClientFor_WithTokensThatNoHeaderCanHold_LeavesThemOut()
    {
        await HoldAsync("a-1", AuditSamples.Permit("with blanks, and commas"));
        var refused = Assert.ThrowsAsync<InterconnRequestException>(() => node.Permits.ClientForAsync(PartnerId, ResourceType.Dataset, "d-1"))!;
        Assert.That(refused.Message, Does.Contain("can be sent").And.Not.Contain("blanks"));
        Assert.That(node.Node.Logs.OwnEntries.Count(entry => entry.EventId == 541), Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_EndsThePermitAndLeavesTheAudit()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1");
        AuditRecord audit = await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"));
        Assert.That(await node.Permits.RevokeAsync(audit.PermitId!), Is.True);
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-1", permit), Is.EqualTo(InterconnCodes.PermitRevoked));
        Assert.That((await node.Permits.FindIssuedAsync(audit.PermitId!))!.RevokedAt, Is.EqualTo(node.Clock.Now));
        Assert.That(await node.RecordAsync(audit.Key), Is.EqualTo(audit));
    }

    [Test]
    public async Task RevokeAndFind_AnUnknownPermit_SaySo()
    {
        Assert.That(await node.Permits.RevokeAsync("unknown"), Is.False);
        Assert.That(await node.Permits.FindIssuedAsync("unknown"), Is.Null);
    }

    private Task<AuditKey> HoldAsync(string auditId, ResourcePermit? permit, Func<AuditRecord, AuditRecord>? change = null) => node.PutAsync(
        AuditResource.Dataset,
        auditId,
        PartyRole.Applicant,
        ApprovalStatus.Approved,
        audit => change is null ? audit with { ReceivedPermit = permit } : change(audit with { ReceivedPermit = permit }));
}
