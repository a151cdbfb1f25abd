using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>R24: several processes under one node id, with stores that each keeps for itself.</summary>
public sealed class ReplicaTests
{
    private const int NotShared = 400;

    [Test]
    public async Task R24_SeveralReplicasWithStoresInMemory_AreWarnedOfAtTheStart()
    {
        await using TestNode node = await TestNode.StartAsync(options => options.Replicas = 2);
        Assert.That(
            Warnings(node),
            Is.EqualTo(new[] { nameof(IReplayGuard), nameof(IPermitStore) }));
    }

    [Test]
    public async Task R24_SeveralReplicasWithASharedGuard_AreWarnedOfTheOtherStoreOnly()
    {
        await using TestNode node = await TestNode.StartAsync(
            options => options.Replicas = 2, builder => builder.Services.AddSingleton<IReplayGuard, SharedGuard>());
        Assert.That(Warnings(node), Is.EqualTo(new[] { nameof(IPermitStore) }));
    }

    [Test]
    public async Task R24_OneReplica_IsNotWarnedOf()
    {
        await using TestNode node = await TestNode.StartAsync();
        Assert.That(Warnings(node), Is.Empty);
    }

    [Test]
    public async Task R24_CallReplayedAtAnotherReplicaWithAGuardOfItsOwn_IsServedAsTheWarningSays()
    {
        await using TestNode first = await StartReplicaAsync();
        await using TestNode second = await StartReplicaAsync();
        RequestDraft call = RequestDraft.Get("/v1/interconn/node/health");
        Assert.That((await Wire.SendAsync(first, call)).Verdict, Is.EqualTo("200/0"));
        Assert.That((await Wire.SendAsync(first, call)).Verdict, Is.EqualTo("409/40903"));
        Assert.That((await Wire.SendAsync(second, call)).Verdict, Is.EqualTo("200/0"));
    }

    private static Task<TestNode> StartReplicaAsync() => TestNode.StartAsync(
        options =>
        {
            options.Replicas = 2;
            options.Partners.Add(TestNode.Partner());
        },
        new HandlerScript().Register);

    private static string[] Warnings(TestNode node) =>
    [
        .. node.Logs.OwnEntries.Where(entry => entry.EventId == NotShared)
            .Select(entry => entry.Message.Contains(nameof(IReplayGuard), StringComparison.Ordinal) ? nameof(IReplayGuard) : nameof(IPermitStore)),
    ];

    // Stands for a guard over a store that all processes reach.
    private sealed class SharedGuard : IReplayGuard
    {
        public ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken) => ValueTask.FromResult(ReplayVerdict.Full);
    }
}
