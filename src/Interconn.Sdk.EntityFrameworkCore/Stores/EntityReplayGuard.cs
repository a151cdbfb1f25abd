using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// Remembers nonces in the database, for all processes of the node and beyond their end. How many are kept for whom is counted in each process: so many processes,
/// so many times the quota.
/// </summary>
internal sealed class EntityReplayGuard(IStoreWork work, StoreStatements statements, ReplayQuotas quotas, TimeProvider timeProvider) : IReplayGuard
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<ReplayQuotas.Quota, DateTimeOffset> taken = new();

    public async ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken)
    {
        ReleaseExpired();
        if (quotas.TryTake(entry.Quota, entry.IsPartner) is not ReplayQuotas.Quota quota)
        {
            // What was seen before is a replay, however many there are.
            return await IsKnownAsync(entry, cancellationToken).ConfigureAwait(false) ? ReplayVerdict.Replayed : ReplayVerdict.Full;
        }

        bool? isAdded = null;
        try
        {
            byte[] id = IdOf(entry);
            isAdded = await work.ExecuteAsync(
                (context, token) => statements.AddNonceAsync(context, id, entry.ExpiresAt, token), cancellationToken).ConfigureAwait(false) == 1;
            return isAdded.Value ? ReplayVerdict.Fresh : ReplayVerdict.Replayed;
        }
        finally
        {
            if (isAdded == false)
            {
                quotas.Release(quota);
            }
            else
            {
                // A caller who leaves in the middle may have added it all the same: were it not counted, he could fill the table by leaving.
                lock (gate)
                {
                    taken.Enqueue(quota, entry.ExpiresAt);
                }
            }
        }
    }

    private static byte[] IdOf(in ReplayEntry entry)
    {
        byte[] id = new byte[NonceId.Size];
        NonceId.Write(entry, id);
        return id;
    }

    private Task<bool> IsKnownAsync(in ReplayEntry entry, CancellationToken cancellationToken)
    {
        byte[] id = IdOf(entry);
        return work.ReadAsync((context, token) => StoreStatements.HasNonceAsync(context, id, token), cancellationToken);
    }

    private void ReleaseExpired()
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        lock (gate)
        {
            while (taken.TryPeek(out ReplayQuotas.Quota? quota, out DateTimeOffset expiresAt) && expiresAt < now)
            {
                taken.Dequeue();
                quotas.Release(quota);
            }
        }
    }
}
