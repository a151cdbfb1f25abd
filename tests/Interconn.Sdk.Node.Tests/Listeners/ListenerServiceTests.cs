using System.Collections.Concurrent;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Listeners;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Outbox;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Listeners;

public sealed class ListenerServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Listener_HearsOfEveryChangeInItsOrder_AsTheChangeLeftIt_InAScopeOfItsOwn()
    {
        var heard = new Heard(3);
        await using TestNode node = await StartAsync(heard);
        NodeState state = node.Services.GetRequiredService<NodeState>();
        await CommitAsync(state, Records.Contract());
        await state.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Audits = [Records.Audit("a-1")] }, CancellationToken.None);
        ContractRecord stored = (await state.Store.FindContractAsync(Records.Contract().Key, CancellationToken.None))!;
        await CommitAsync(state, stored with { Status = ApprovalStatus.Terminated });
        await heard.All.WaitAsync(Patience);
        Assert.That(heard.Whats, Is.EqualTo(new[] { "c-01 Approved 1", "a-1 Approved 1", "c-01 Terminated 2" }));
        Assert.That(heard.Listeners.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task ListenerThatThrows_IsLogged_AndHearsOfWhatFollows_AsDoOthers()
    {
        var heard = new Heard(4) { Doing = what => what.StartsWith("c-1", StringComparison.Ordinal) ? throw new IOException("broken") : Task.CompletedTask };
        await using TestNode node = await StartAsync(heard, builder => builder.AddNodeListener<OtherListener>());
        NodeState state = node.Services.GetRequiredService<NodeState>();
        await CommitAsync(state, Records.Contract("c-1"));
        await CommitAsync(state, Records.Contract("c-2"));
        await heard.All.WaitAsync(Patience);
        Assert.That(heard.Whats.Order(), Is.EqualTo(new[] { "c-1 Approved 1", "c-2 Approved 1", "other c-1", "other c-2" }));
        LogEntry entry = await node.Logs.WaitForAsync(575);
        Assert.That(entry.Message, Does.Contain(nameof(RecordingListener)).And.Contain("contract c-1"));
    }

    [Test]
    public async Task SlowListener_HoldsUpNoTransition_AndTheOldestChangesThatWaitAreDropped()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var heard = new Heard(10_001)
        {
            Doing = _ =>
            {
                first.TrySetResult();
                return go.Task;
            },
        };
        await using TestNode node = await StartAsync(heard);
        NodeState state = node.Services.GetRequiredService<NodeState>();
        await CommitAsync(state, Records.Contract("c-first"));
        await first.Task.WaitAsync(Patience);
        await CommitAsync(state, [.. Enumerable.Range(0, 10_003).Select(i => Records.Contract($"c-{i}"))]);
        go.SetResult();
        await heard.All.WaitAsync(Patience);
        Assert.That(heard.Whats[0], Is.EqualTo("c-first Approved 1"));
        Assert.That(heard.Whats[1], Is.EqualTo("c-3 Approved 1"));
        Assert.That(heard.Whats[^1], Is.EqualTo("c-10002 Approved 1"));
        Assert.That((await node.Logs.WaitForAsync(576)).Message, Does.Contain("3 changes"));
    }

    [Test]
    public async Task ChangeThatTheStoreDidNotMake_IsNotHeardOf()
    {
        var heard = new Heard(1);
        using var inner = new InMemoryNodeStore(new InMemoryPermitStore(TimeProvider.System));
        var store = new FaultyNodeStore(inner) { FailsOn = change => change.Contracts.Any(contract => contract.ContractId == "c-lost") };
        await using TestNode node = await StartAsync(heard, builder => builder.Services.AddSingleton<INodeStore>(store));
        NodeState state = node.Services.GetRequiredService<NodeState>();
        Assert.ThrowsAsync<InterconnException>(() => CommitAsync(state, Records.Contract("c-lost")));
        await CommitAsync(state, Records.Contract("c-made"));
        await heard.All.WaitAsync(Patience);
        Assert.That(heard.Whats, Is.EqualTo(new[] { "c-made Approved 1" }));
    }

    [Test]
    public void Listener_WithoutANode_IsRefusedAtTheStart_WithTheFix()
    {
        var exception = Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using TestNode node = await TestNode.StartAsync(build: builder => builder.AddNodeListener<RecordingListener>());
        })!;
        Assert.That(exception.Message, Does.Contain("AddNode"));
    }

    private static Task<TestNode> StartAsync(Heard heard, Action<Interconn.Sdk.Hosting.InterconnBuilder>? build = null) => NodeFixture.StartAsync(
        clock: new ManualTimeProvider(NodeFixture.Start),
        build: builder =>
        {
            builder.Services.AddSingleton(heard);
            builder.AddNodeListener<RecordingListener>().AddNodeListener<RecordingListener>();
            build?.Invoke(builder);
        });

    private static async Task CommitAsync(NodeState state, params ContractRecord[] contracts) => Assert.That(
        await state.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Contracts = contracts }, CancellationToken.None), Is.True);

    private sealed class Heard(int count)
    {
        private readonly ConcurrentQueue<string> whats = new();
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<string, Task> Doing { get; init; } = static _ => Task.CompletedTask;

        public IReadOnlyList<string> Whats => [.. whats];

        public ConcurrentQueue<object> Listeners { get; } = new();

        public Task All => all.Task;

        public async ValueTask HearAsync(object listener, string what)
        {
            Listeners.Enqueue(listener);
            whats.Enqueue(what);
            if (whats.Count == count)
            {
                all.SetResult();
            }

            await Doing(what);
        }
    }

    private sealed class RecordingListener(Heard heard) : INodeListener
    {
        public ValueTask ContractChangedAsync(ContractRecord contract, CancellationToken cancellationToken) =>
            heard.HearAsync(this, $"{contract.ContractId} {contract.Status} {contract.Version}");

        public ValueTask AuditChangedAsync(AuditRecord audit, CancellationToken cancellationToken) =>
            heard.HearAsync(this, $"{audit.AuditId} {audit.Status} {audit.Version}");
    }

    private sealed class OtherListener(Heard heard) : INodeListener
    {
        public ValueTask ContractChangedAsync(ContractRecord contract, CancellationToken cancellationToken) =>
            heard.HearAsync(this, "other " + contract.ContractId);
    }
}
