using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>One node in two hosts, which have nothing in common but its id, its key, its stores and the clock.</summary>
internal sealed class TwoInstances : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SharedStores stores;
    private readonly WatchedStore[] watched;

    private TwoInstances(NodeUnderTest one, NodeUnderTest other, SharedStores stores, WatchedStore[] watched)
    {
        One = one;
        Other = other;
        this.stores = stores;
        this.watched = watched;
    }

    public NodeUnderTest One { get; }

    public NodeUnderTest Other { get; }

    /// <summary>Called after either has listed contracts.</summary>
    public Func<Task>? Listed
    {
        set => Array.ForEach(watched, store => store.Listed = value);
    }

    /// <summary>Called with each change of either before it is made.</summary>
    private Func<NodeChange, Task>? Committing
    {
        set => Array.ForEach(watched, store => store.Committing = value);
    }

    public ManualTimeProvider Clock => One.Clock;

    public static async Task<TwoInstances> StartAsync(
        StoreKind kind, Action<InterconnNodeOptions>? configureNode = null, Action<InterconnBuilder>? build = null)
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        SharedStores stores = await SharedStores.StartAsync(kind, clock);
        var watched = new WatchedStore[2];
        return new TwoInstances(await StartOneAsync(0), await StartOneAsync(1), stores, watched);

        Task<NodeUnderTest> StartOneAsync(int instance) => NodeUnderTest.StartAsync(
            configureNode: configureNode,
            build: builder =>
            {
                stores.Register(builder, instance, store => watched[instance] = new WatchedStore(store));
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
        Committing = async change =>
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
    public void GetInBetweenOnce(Func<NodeChange, bool> isMeant, Func<Task> what) => Committing = change =>
    {
        if (!isMeant(change))
        {
            return Task.CompletedTask;
        }

        Committing = null;
        return what();
    };

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await stores.DisposeAsync();
    }
}
