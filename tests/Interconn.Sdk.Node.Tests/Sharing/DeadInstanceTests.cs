using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Outbox;
using Interconn.Sdk.Node.Tests.Upkeep;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>What an instance wrote and did not live to do, another finds soon: nobody tells it.</summary>
public sealed class DeadInstanceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider clock = new(NodeFixture.Start);
    private InMemoryNodeStore kept = null!;

    [SetUp]
    public void SetUp() => kept = UpkeepWorld.NewStore();

    [TearDown]
    public void TearDown() => kept.Dispose();

    [Test]
    public async Task MessageOfAnotherInstance_IsSentWithinFiveSeconds()
    {
        await kept.TryCommitAsync(new NodeChange { At = clock.Now, Contracts = [Records.Contract()] }, CancellationToken.None);
        await using OutboxWorld living = await OutboxWorld.StartAsync(clock: clock, store: new FaultyNodeStore(kept));
        AuditRecord audit = Records.Audit("a-1");
        await kept.TryCommitAsync(
            new NodeChange { At = clock.Now, Audits = [audit], Messages = [OutboxWorld.Confirmation(audit)] }, CancellationToken.None);
        await living.Watch.RunUntilAsync(clock.Now + Soon);
        Assert.That(living.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-1" }));
    }

    [Test]
    public async Task DueContractOfAnotherInstance_IsLookedAtWithinFiveSeconds()
    {
        await using UpkeepWorld living = await UpkeepWorld.StartAsync(new FaultyNodeStore(kept), clock: clock);
        await kept.TryCommitAsync(
            new NodeChange { At = clock.Now, Contracts = [Records.Contract() with { Status = ApprovalStatus.Terminated, DueAt = clock.Now }] },
            CancellationToken.None);
        await living.Watch.RunUntilAsync(clock.Now + Soon);
        Assert.That(living.Upkeep.Whats, Is.EqualTo(new[] { "expire c-01" }));
    }
}
