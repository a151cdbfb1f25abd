using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>W69, audits: a store that fails before a transition is made, or after it was and before it says so. What is seen is the old state or the new one.</summary>
[TestFixture(AuditResource.Dataset)]
[TestFixture(AuditResource.Project)]
[TestFixture(AuditResource.Flow)]
[TestFixture(AuditResource.Job)]
[TestFixture(AuditResource.Model)]
public sealed class AuditStoreFaultTests(AuditResource resource)
{
    private readonly AuditKey key = AuditNode.Key(resource, "a-1");
    private AuditNode node = null!;

    private WatchedStore Watched => (WatchedStore)node.Store;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync(static builder => builder.Services.Replace(ServiceDescriptor.Singleton<INodeStore>(
        static provider => new WatchedStore(new InMemoryNodeStore(provider.GetRequiredService<IPermitStore>())))));

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task W69_Apply_WhereTheStoreFails_IsUnavailable_AndRepeatedIsOneAudit([Values] bool isMade)
    {
        Fail(isMade);
        Assert.That(await node.Partner.ApplyAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That(await node.Audits.ListAsync(), Has.Count.EqualTo(isMade ? 1 : 0));
        Assert.That(await node.Partner.ApplyAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.Audits.ListAsync()).Select(static audit => audit.Status), Is.EqualTo(new[] { ApprovalStatus.Applied }));
    }

    [Test]
    public async Task W69_Confirm_WhereTheStoreFails_HasStatusAndPermitTogether([Values] bool isMade)
    {
        await node.PutAsync(resource, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        ResourcePermit permit = AuditSamples.Permit(resourceId: AuditSamples.IdOf(resource));
        Fail(isMade);
        Assert.That(await node.Partner.ConfirmAsync(resource, "a-1", ApprovalDecision.Approved, permit).CodeOfAsync(), Is.EqualTo(InterconnCodes.Unavailable));
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That((audit.Status, audit.ReceivedPermit), Is.EqualTo(isMade ? (ApprovalStatus.Approved, permit) : (ApprovalStatus.Applied, (ResourcePermit?)null)));

        Assert.That(await node.Partner.ConfirmAsync(resource, "a-1", ApprovalDecision.Approved, permit).CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
        audit = await node.RecordAsync(key);
        Assert.That((audit.Status, audit.ReceivedPermit), Is.EqualTo((ApprovalStatus.Approved, permit)));
    }

    [Test]
    public async Task W69_Terminate_WhereTheStoreFails_HasStatusAndRevocationTogether([Values] bool isMade)
    {
        ResourcePermit permit = await node.GrantAsync(resource, "a-1");
        string target = $"/use/{permit.ResourceType}/{permit.ResourceId}";
        Fail(isMade);
        Assert.That(await node.Partner.TerminateAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That((await node.RecordAsync(key)).Status, Is.EqualTo(isMade ? ApprovalStatus.Terminated : ApprovalStatus.Approved));
        Assert.That(await node.Partner.UseAsync(target, permit), Is.EqualTo(isMade ? InterconnCodes.PermitRevoked : InterconnCodes.Ok));

        Assert.That(await node.Partner.TerminateAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.RecordAsync(key)).Status, Is.EqualTo(ApprovalStatus.Terminated));
        Assert.That(await node.Partner.UseAsync(target, permit), Is.EqualTo(InterconnCodes.PermitRevoked));
    }

    [Test]
    public async Task W69_Approve_WhereTheStoreFails_HasStatusPermitAndConfirmationTogether([Values] bool isMade)
    {
        await node.Partner.ApplyAsync(resource, "a-1");
        Fail(isMade);
        Assert.That(
            () => node.ApproveAsync(key),
            Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.Unavailable));
        AuditRecord audit = await node.RecordAsync(key);
        Assert.That((audit.Status, audit.PermitId is not null), Is.EqualTo(isMade ? (ApprovalStatus.Approved, true) : (ApprovalStatus.Applied, false)));
        Assert.That(await node.MessagesAsync(key), Has.Count.EqualTo(isMade ? 1 : 0));

        await node.ApproveAsync(key);
        ResourcePermit permit = await node.SentPermitAsync(key);
        Assert.That(await node.Partner.UseAsync($"/use/{permit.ResourceType}/{permit.ResourceId}", permit), Is.EqualTo(InterconnCodes.Ok));
    }

    [Test]
    public async Task W69_EveryCall_WhileTheStoreCannotBeRead_IsUnavailable_AndChangesNothing()
    {
        await node.PutAsync(resource, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        AuditRecord before = await node.RecordAsync(key);
        Watched.FailsToRead = true;
        int[] codes =
        [
            await node.Partner.ApplyAsync(resource, "a-2").CodeOfAsync(),
            await node.Partner.ConfirmAsync(resource, "a-1", ApprovalDecision.Rejected).CodeOfAsync(),
            await node.Partner.TerminateAsync(resource, "a-1").CodeOfAsync(),
        ];
        Watched.FailsToRead = false;
        Assert.That(codes, Is.All.EqualTo(InterconnCodes.Unavailable));
        Assert.That(await node.Audits.ListAsync(), Is.EqualTo(new[] { before }));
    }

    private void Fail(bool isMade)
    {
        Watched.CountAnew();
        (Watched.FailsBeforeCommit, Watched.FailsAfterCommit) = isMade ? (0, 1) : (1, 0);
    }
}
