using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// The one way by which the node changes what is stored: makes transitions, again where another got in between, and tells who has to know of them.
/// </summary>
internal sealed class NodeState(INodeStore store, ChangeFeed changes, TimeProvider timeProvider)
{
    // Every lost race means that somebody else won one, so many in a row mean that something is wrong.
    private const int MaxAttempts = 1000;

    /// <summary>For reading. It is the guarded store: what it throws is an <see cref="InterconnException"/> that answers 50301.</summary>
    public INodeStore Store => store;

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>
    /// Makes a transition. <paramref name="prepareAsync"/> reads what it needs, judges, and says what is to be written; it is asked again, and reads
    /// again, where another transition got in between. It refuses by throwing.
    /// </summary>
    public async Task<T> CommitAsync<T>(Func<CancellationToken, ValueTask<Transition<T>>> prepareAsync, CancellationToken cancellationToken)
    {
        bool isOfHost = changes.IsHeldBack;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            Transition<T> transition = await prepareAsync(cancellationToken).ConfigureAwait(false);
            if (transition.Change is not NodeChange change)
            {
                return transition.Result;
            }

            if (isOfHost && !changes.IsHeldBack)
            {
                // It would be made alone, whatever became of what the host wrote.
                throw new InvalidOperationException("Interconn: the transaction of the host ended before a transition of the node within it was made. Await every call before the work returns.");
            }

            if (await TryCommitAsync(change, cancellationToken).ConfigureAwait(false))
            {
                return transition.Result;
            }
        }

        throw new InterconnException(
            InterconnCodes.Unavailable, $"{MaxAttempts} attempts at one transition were all overtaken by others. The store may answer versions that are not stored.");
    }

    /// <summary>Makes one transition, once.</summary>
    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken)
    {
        change.Check();
        bool made;
        try
        {
            made = await store.TryCommitAsync(change, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // It may have been made all the same: what is cached is not to be trusted.
            changes.Publish(change);
            throw;
        }

        if (made)
        {
            changes.Publish(change);
        }

        return made;
    }
}
