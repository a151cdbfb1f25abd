using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Permits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>One node in two hosts, which have nothing in common but its id, its key, its stores and the clock.</summary>
internal sealed class TwoInstances : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly InMemoryNodeStore kept;

    private TwoInstances(NodeUnderTest one, NodeUnderTest other, WatchedStore store, InMemoryNodeStore kept)
    {
        One = one;
        Other = other;
        Store = store;
        this.kept = kept;
    }

    public NodeUnderTest One { get; }

    public NodeUnderTest Other { get; }

    public WatchedStore Store { get; }

    public ManualTimeProvider Clock => One.Clock;

    public static async Task<TwoInstances> StartAsync(Action<InterconnNodeOptions>? configureNode = null, Action<InterconnBuilder>? build = null)
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        var permits = new InMemoryPermitStore(clock);
        var kept = new InMemoryNodeStore(permits);
        var store = new WatchedStore(kept);
        NodeUnderTest one = await StartOneAsync();
        return new TwoInstances(one, await StartOneAsync(), store, kept);

        Task<NodeUnderTest> StartOneAsync() => NodeUnderTest.StartAsync(
            configureNode: configureNode,
            build: builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<INodeStore>(store));
                builder.Services.Replace(ServiceDescriptor.Singleton<IPermitStore>(permits));
                build?.Invoke(builder);
            },
            clock: clock);
    }

    /// <summary>The one or the other, by turns.</summary>
    public NodeUnderTest Either(int number) => number % 2 == 0 ? One : Other;

    /// <summary>Holds up the first change that a test means until a second one has been prepared too: neither then knows of the other.</summary>
    public void LetTwoMeetAtTheStore(Func<NodeChange, bool> isMeant)
    {
        int come = 0;
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Store.Committing = async change =>
        {
            if (!isMeant(change))
            {
                return;
            }

            if (Interlocked.Increment(ref come) == 2)
            {
                both.SetResult();
            }

            using var limit = new CancellationTokenSource(Patience);
            await both.Task.WaitAsync(limit.Token);
        };
    }

    /// <summary>Does something else once, after a change that a test means was prepared and before it is made.</summary>
    public void GetInBetweenOnce(Func<NodeChange, bool> isMeant, Func<Task> what) => Store.Committing = change =>
    {
        if (!isMeant(change))
        {
            return Task.CompletedTask;
        }

        Store.Committing = null;
        return what();
    };

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        kept.Dispose();
    }
}
