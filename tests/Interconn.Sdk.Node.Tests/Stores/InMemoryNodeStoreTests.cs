using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Lifecycles;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>What the store in memory does beyond the rules that hold for all, which Interconn.Sdk.Testing.Tests runs against it.</summary>
public sealed class InMemoryNodeStoreTests
{
    private InMemoryNodeStore store = null!;

    [SetUp]
    public void SetUp() => store = new InMemoryNodeStore(new InMemoryPermitStore(new ManualTimeProvider(NodeFixture.Start)));

    [TearDown]
    public void TearDown() => store.Dispose();

    [TestCase(-1, 1)]
    [TestCase(0, 0)]
    [TestCase(0, -1)]
    public void Lists_OutsideTheirBounds_AreRefused(int skip, int take)
    {
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListContractsAsync(new ContractFilter { Skip = skip, Take = take }, default).AsTask());
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListAuditsAsync(new AuditFilter { Skip = skip, Take = take }, default).AsTask());
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListMessagesAsync(new OutboxFilter { Skip = skip, Take = take }, default).AsTask());
    }

    [Test]
    public void Claim_OfNothing_IsRefused() => Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => store.ClaimMessagesAsync(new OutboxClaim { Now = NodeFixture.Start, Until = NodeFixture.Start, Take = 0 }, default).AsTask());

    [Test]
    public void Calls_WithACancelledToken_AreNotMade()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAsync(
            Is.InstanceOf<OperationCanceledException>(),
            () => store.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Contracts = [Records.Contract()] }, cancelled).AsTask());
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => store.NextDueAtAsync(cancelled).AsTask());
        Assert.That(async () => await store.FindContractAsync(Records.Contract().Key, default), Is.Null);
    }

    [Test]
    public async Task Lists_AppliedForAtOneTime_BeginWithTheOneStoredLast()
    {
        foreach (string id in new[] { "b", "c", "a" })
        {
            await CommitAsync(new NodeChange { At = NodeFixture.Start, Audits = [Records.Audit(id)] });
        }

        AuditRecord changed = (await store.FindAuditAsync(Records.Audit("b").Key, default))!;
        await CommitAsync(new NodeChange { At = NodeFixture.Start, Audits = [changed with { Status = ApprovalStatus.Approved }] });

        IReadOnlyList<AuditRecord> audits = await store.ListAuditsAsync(new AuditFilter(), default);
        Assert.That(audits.Select(audit => audit.AuditId), Is.EqualTo(new[] { "a", "c", "b" }));
    }

    [Test]
    public async Task ListMessages_AMessageThatIsMovedToAnotherLane_IsInThatOneOnly()
    {
        await CommitAsync(new NodeChange { At = NodeFixture.Start, Messages = [Records.Message("m-1", "old"), Records.Message("m-2", "old")] });
        OutboxMessage moved = (await store.FindMessageAsync("m-1", default))!;
        await CommitAsync(new NodeChange { At = NodeFixture.Start, Messages = [moved with { Lane = "new" }] });

        Assert.That(await IdsAsync(new OutboxFilter { Lane = "old" }), Is.EqualTo(new[] { "m-2" }));
        Assert.That(await IdsAsync(new OutboxFilter { Lane = "new" }), Is.EqualTo(new[] { "m-1" }));
        IReadOnlyList<OutboxMessage> claimed = await store.ClaimMessagesAsync(
            new OutboxClaim { Now = NodeFixture.Start, Until = NodeFixture.Start.AddMinutes(1), Take = 10 }, default);
        Assert.That(claimed.Select(message => message.MessageId), Is.EqualTo(new[] { "m-1", "m-2" }));
    }

    private async Task CommitAsync(NodeChange change) => Assert.That(await store.TryCommitAsync(change, default), Is.True);

    private async Task<string[]> IdsAsync(OutboxFilter filter) => [.. (await store.ListMessagesAsync(filter, default)).Select(message => message.MessageId)];
}
