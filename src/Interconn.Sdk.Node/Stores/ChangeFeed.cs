namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Tells those in this process who keep something derived from the store, or wait for it to change, that it did. They hear of it on the thread that made the
/// change, after it was made, and must be quick.
/// </summary>
internal sealed class ChangeFeed
{
    private event Action<NodeChange>? Made;

    public void Publish(NodeChange change) => Made?.Invoke(change);

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
        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (Subscribe(change =>
            {
                if (concerns(change))
                {
                    changed.TrySetResult();
                }
            }))
            {
                T read = await readAsync(cancellationToken).ConfigureAwait(false);
                if (isIt(read))
                {
                    return read;
                }

                await Task.WhenAny(changed.Task, Task.Delay(PollInterval, timeProvider, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
