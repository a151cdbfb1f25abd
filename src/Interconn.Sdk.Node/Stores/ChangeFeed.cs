using Interconn.Sdk.Node.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Tells those in this process who keep something derived from the store, or wait for it to change, that it did. They hear of it on the thread that made the
/// change, after it was made, and must be quick. What they throw is logged, and is not the fault of who made the change. What belongs to a transaction of the host is
/// held back until that is committed (<see cref="HeldChanges"/>).
/// </summary>
internal sealed class ChangeFeed(ILogger<ChangeFeed>? logger = null)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly ILogger logger = logger ?? NullLogger<ChangeFeed>.Instance;
    private readonly AsyncLocal<HeldChanges?> held = new();

    private event Action<NodeChange>? Made;

    /// <summary>Whether the changes of this flow are held back: what it reads may never be committed, and must not be cached.</summary>
    public bool IsHeldBack => held.Value is { IsOver: false };

    /// <summary>Holds back what this flow publishes from now on, and what it starts, until <see cref="HeldChanges.End"/>.</summary>
    public HeldChanges HoldBack() => held.Value = new HeldChanges();

    public void Publish(NodeChange change)
    {
        if (held.Value?.TryAdd(change) == true)
        {
            return;
        }

        foreach (Action<NodeChange> heard in Delegate.EnumerateInvocationList(Made))
        {
            try
            {
                heard(change);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                NodeLog.ListenerFailed(logger, exception);
            }
        }
    }

    /// <summary>Listens until what is returned is disposed.</summary>
    public IDisposable Subscribe(Action<NodeChange> heard)
    {
        Made += heard;
        return new Subscription(() => Made -= heard);
    }

    /// <summary>
    /// Reads until what was read is what is waited for: at once, after every change that <paramref name="concerns"/> it, and every now and then, since
    /// another process may have made the change.
    /// </summary>
    public async Task<T> WaitAsync<T>(
        Func<NodeChange, bool> concerns,
        Func<CancellationToken, ValueTask<T>> readAsync,
        Func<T, bool> isIt,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        if (IsHeldBack)
        {
            throw new InvalidOperationException("Interconn: waited for a change within a transaction of the host, which the change would wait for. Wait when the transaction is committed.");
        }

        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look(NodeChange change)
            {
                if (concerns(change))
                {
                    changed.TrySetResult();
                }
            }

            // Subscribed before it is read: what changes in between is not missed.
            using (Subscribe(Look))
            {
                T read = await readAsync(cancellationToken).ConfigureAwait(false);
                if (isIt(read))
                {
                    return read;
                }

                // Ends its timer with the wait, whichever way that ends.
                await ((Task)changed.Task.WaitAsync(PollInterval, timeProvider, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
