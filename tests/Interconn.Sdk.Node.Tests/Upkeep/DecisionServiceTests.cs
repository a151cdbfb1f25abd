using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests.Upkeep;

public sealed class DecisionServiceTests
{
    private const int DecisionFailed = 563;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Application_IsDecided_AsSoonAsItIsAskedFor()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        Task decided = WhenDecided(world, 1);
        await world.CommitAsync(UpkeepWorld.AuditToDecide("a-1") with { DueAt = NodeFixture.Start + Minute });
        world.Requests.Request(UpkeepWorld.AuditToDecide("a-1").Key);
        await decided.WaitAsync(Patience);
        Assert.That(world.Upkeep.Whats, Is.EqualTo(new[] { "approve a-1" }));
    }

    [Test]
    public async Task Applications_LeftByAProcessThatEnded_AreDecidedAfterTheStart_EachInAScopeOfItsOwn()
    {
        using InMemoryNodeStore store = UpkeepWorld.NewStore();
        await store.TryCommitAsync(
            new NodeChange
            {
                At = NodeFixture.Start,
                Contracts = [UpkeepWorld.ContractToDecide("c-1")],
                Audits = [UpkeepWorld.AuditToDecide("a-1")],
            },
            CancellationToken.None);
        var policy = new PolicyScript
        {
            Decide = static (id, _) => Task.FromResult(id == "c-1" ? ApprovalDirective.Reject : ApprovalDirective.Wait),
        };
        await using UpkeepWorld world = await UpkeepWorld.StartAsync(store, policy: policy);
        await policy.WhenDisposedAsync(2).WaitAsync(Patience);
        Assert.That(world.Upkeep.Whats, Is.EquivalentTo(new[] { "reject c-1", "leave a-1" }));
        Assert.That(policy.Policies.Distinct().Count(), Is.EqualTo(2));
        Assert.That(policy.Disposed, Is.EquivalentTo(policy.Policies));
    }

    [Test]
    public async Task PolicyThatThrows_IsAskedAgain_LaterEachTime_AndSaysSoToTheOperatorOnly()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        world.Policy.Decide = static (_, _) => throw new InvalidOperationException("The database of the policy is gone.");
        await world.CommitAsync(UpkeepWorld.ContractToDecide("c-1") with { DueAt = NodeFixture.Start + Minute });
        DateTimeOffset[] expected = [At(1), At(2), At(4), At(8)];
        foreach (DateTimeOffset at in expected)
        {
            await world.Watch.RunUntilAsync(at - TimeSpan.FromTicks(1));
            int before = world.Policy.Asked.Count;
            await world.Watch.RunUntilAsync(at);
            await world.Node.Logs.WaitForAsync(DecisionFailed);
            await DueAfterAsync(world, at);
            Assert.That(world.Policy.Asked, Has.Count.EqualTo(before + 1));
        }

        Assert.That(world.Policy.Asked, Has.Count.EqualTo(expected.Length));
        Task decided = WhenDecided(world, 1);
        world.Policy.Decide = static (_, _) => Task.FromResult(ApprovalDirective.Approve());
        await world.Watch.RunUntilAsync(At(16));
        await decided.WaitAsync(Patience);
        Assert.That(world.Upkeep.Calls, Is.EqualTo(new[] { ("approve c-1", At(16)) }));

        static DateTimeOffset At(int minutes) => NodeFixture.Start + (minutes * Minute);
    }

    [Test]
    public async Task PolicyThatSaysNothing_IsAskedAgain()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        world.Policy.Decide = static (_, _) => Task.FromResult<ApprovalDirective>(null!);
        await world.CommitAsync(UpkeepWorld.AuditToDecide("a-1"));
        LogEntry entry = await world.Node.Logs.WaitForAsync(DecisionFailed);
        Assert.That(entry.Exception!.Message, Does.Contain("ApprovalDirective.Wait"));
        Assert.That(world.Upkeep.Calls, Is.Empty);
    }

    [Test]
    public async Task Application_IsNeverDecidedTwiceAtTheSameTime()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<ApprovalDirective>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Policy.Decide = (id, _) =>
        {
            if (id == "c-1")
            {
                asked.TrySetResult();
                return answer.Task;
            }

            return Task.FromResult(ApprovalDirective.Approve());
        };
        await world.CommitAsync(UpkeepWorld.ContractToDecide("c-1"));
        await asked.Task.WaitAsync(Patience);
        Task otherDecided = WhenDecided(world, 1);

        // It is due again every minute, and asked for besides; those behind it are decided meanwhile.
        await world.Watch.RunUntilAsync(NodeFixture.Start + (5 * Minute));
        ContractRecord first = UpkeepWorld.ContractToDecide("c-1");
        world.Requests.Request(first.Key);
        world.Requests.Request(first.Key);
        await world.CommitAsync(UpkeepWorld.ContractToDecide("c-2") with { DueAt = world.Clock.Now + Minute });
        world.Requests.Request(UpkeepWorld.ContractToDecide("c-2").Key);
        await otherDecided.WaitAsync(Patience);
        Task decided = WhenDecided(world, 2);
        answer.SetResult(ApprovalDirective.Approve());
        await decided.WaitAsync(Patience);
        Assert.That(world.Policy.Asked, Is.EquivalentTo(new[] { "c-1", "c-2" }));
        Assert.That(world.Upkeep.Whats, Is.EquivalentTo(new[] { "approve c-1", "approve c-2" }));
    }

    [Test]
    public async Task SlowPolicy_HoldsUpNoOther()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        var never = new TaskCompletionSource<ApprovalDirective>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Policy.Decide = (id, token) => id.StartsWith("slow", StringComparison.Ordinal)
            ? never.Task.WaitAsync(token)
            : Task.FromResult(ApprovalDirective.Approve());
        Task decided = WhenDecided(world, 3);
        foreach (string id in new[] { "slow-1", "quick-1", "slow-2", "quick-2", "quick-3" })
        {
            await world.CommitAsync(UpkeepWorld.AuditToDecide(id) with { DueAt = NodeFixture.Start + Minute });
            world.Requests.Request(UpkeepWorld.AuditToDecide(id).Key);
        }

        await decided.WaitAsync(Patience);
        Assert.That(world.Upkeep.Whats, Is.EquivalentTo(new[] { "approve quick-1", "approve quick-2", "approve quick-3" }));
    }

    [Test]
    public async Task ApplicationThatIsAPersonsToDecide_OrNoLongerOpen_IsNotAskedAbout()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        Task decided = WhenDecided(world, 1);
        ContractRecord persons = UpkeepWorld.ContractToDecide("c-person") with { AwaitsPerson = true, DueAt = null };
        ContractRecord approved = Records.Contract("c-approved");
        ContractRecord expired = UpkeepWorld.ContractToDecide("c-expired") with { ExpiresAt = NodeFixture.Start, DueAt = null };
        ContractRecord open = UpkeepWorld.ContractToDecide("c-open") with { DueAt = null };
        await world.CommitAsync(persons, approved, expired, open);
        foreach (ContractRecord contract in new[] { persons, approved, expired, Records.Contract("c-unknown"), open })
        {
            world.Requests.Request(contract.Key);
        }

        await decided.WaitAsync(Patience);
        Assert.That(world.Policy.Asked, Is.EqualTo(new[] { "c-open" }));
    }

    [Test]
    public async Task DecisionThatCameTooLate_IsNoFailure()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        world.Upkeep.Doing = _ => throw new InterconnException(InterconnCodes.IllegalTransition, "It was withdrawn.");
        await world.CommitAsync(UpkeepWorld.ContractToDecide("c-1"));
        await world.Node.Logs.WaitForAsync(564);
        Assert.That(world.Node.Logs.OwnEntries.Select(entry => entry.EventId), Has.None.EqualTo(DecisionFailed));
    }

    [Test]
    public async Task Stop_TellsThePolicy_AndTheApplicationIsDecidedAfterTheNextStart()
    {
        using InMemoryNodeStore store = UpkeepWorld.NewStore();
        var clock = new ManualTimeProvider(NodeFixture.Start);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new PolicyScript
        {
            Decide = async (_, token) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return ApprovalDirective.Approve();
            },
        };
        await using (UpkeepWorld world = await UpkeepWorld.StartAsync(store, policy: policy, clock: clock))
        {
            await world.CommitAsync(UpkeepWorld.ContractToDecide("c-1"));
            await asked.Task.WaitAsync(Patience);
            DecisionService decisions = world.Node.Services.GetServices<IHostedService>().OfType<DecisionService>().Single();
            await decisions.StopAsync(CancellationToken.None).WaitAsync(Patience);
            Assert.That(world.Upkeep.Calls, Is.Empty);
            Assert.That(world.Node.Logs.OwnEntries.Select(entry => entry.EventId), Has.None.EqualTo(DecisionFailed));
        }

        await using (UpkeepWorld world = await UpkeepWorld.StartAsync(store, clock: clock))
        {
            Task decided = WhenDecided(world, 1);
            await world.Watch.RunUntilAsync(clock.Now + Minute);
            await decided.WaitAsync(Patience);
            Assert.That(world.Upkeep.Whats, Is.EqualTo(new[] { "approve c-1" }));
        }
    }

    private static Task WhenDecided(UpkeepWorld world, int count)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Upkeep.Doing = _ =>
        {
            if (world.Upkeep.Calls.Count == count)
            {
                done.TrySetResult();
            }

            return Task.CompletedTask;
        };
        return done.Task;
    }

    // The date is moved after the failure is logged.
    private static Task<ContractRecord?> DueAfterAsync(UpkeepWorld world, DateTimeOffset at) => world.Node.Services.GetRequiredService<ChangeFeed>().WaitAsync(
        static change => change.Contracts.Count > 0,
        token => world.State.Store.FindContractAsync(new ContractKey(TestNode.CallerId, "c-1"), token),
        contract => contract!.DueAt > at + Minute || (at == NodeFixture.Start + Minute && contract.DueAt == at + Minute),
        TimeProvider.System,
        CancellationToken.None);
}
