using System.Collections.Concurrent;

namespace Interconn.Sdk.Permits;

/// <summary>
/// Keeps permits in the memory of the process: the default, for one instance whose permits may end with it. Another instance does not
/// see them, and after a restart their tokens are refused with 40302.
/// </summary>
/// <remarks>
/// It grows with the permits that can still be used, about a kilobyte each, and has no cap, since only the node itself adds to it. A
/// permit that expired, was revoked or was used up is kept for a day, so that its user is told why, and then dropped at some later addition.
/// </remarks>
/// <param name="timeProvider">The clock that decides when an ended permit is dropped.</param>
public sealed class InMemoryPermitStore(TimeProvider timeProvider) : IPermitStore
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Entry>> entriesOfUsers = new(StringComparer.Ordinal);
    private long nextSweepTicks = timeProvider.GetUtcNow().UtcTicks + SweepInterval.Ticks;

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        cancellationToken.ThrowIfCancellationRequested();
        SweepIfDue();
        var entry = new Entry(permit);
        bool added = entries.TryAdd(permit.PermitId, entry);
        if (added)
        {
            // Without a lock an addition could find the user's entries just being dropped as empty: they stay. Most users have one permit or two, so they begin small.
            entriesOfUsers.GetOrAdd(permit.UserNodeId, static _ => new(concurrencyLevel: 1, capacity: 1, StringComparer.Ordinal))[permit.PermitId] = entry;
        }

        return ValueTask.FromResult(added);
    }

    /// <inheritdoc/>
    public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(entries.TryGetValue(permitId, out Entry? entry) ? entry.Read() : null);
    }

    /// <inheritdoc/>
    public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(entries.TryGetValue(permitId, out Entry? entry)
            ? entry.TryUse(now)
            : new PermitUse(PermitUseOutcome.Unknown));
    }

    /// <inheritdoc/>
    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!entries.TryGetValue(permitId, out Entry? entry))
        {
            return ValueTask.FromResult(false);
        }

        entry.Revoke(now);
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        cancellationToken.ThrowIfCancellationRequested();
        int revoked = 0;
        if (entriesOfUsers.TryGetValue(selection.UserNodeId, out ConcurrentDictionary<string, Entry>? ofUser))
        {
            foreach ((_, Entry entry) in ofUser)
            {
                revoked += selection.Contains(entry.Read()) && entry.Revoke(now) ? 1 : 0;
            }
        }

        return ValueTask.FromResult(revoked);
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach ((_, Entry entry) in entries)
        {
            PermitRecord permit = entry.Read();
            if (permit.KeyId == keyId && permit.OutcomeAt(now) == PermitUseOutcome.Granted)
            {
                return ValueTask.FromResult(true);
            }
        }

        return ValueTask.FromResult(false);
    }

    private void SweepIfDue()
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        long due = Interlocked.Read(ref nextSweepTicks);

        // Whoever moves the date sweeps; the others go on.
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref nextSweepTicks, (now + SweepInterval).UtcTicks, due) != due)
        {
            return;
        }

        DateTimeOffset oldest = now - Retention;
        foreach ((string permitId, Entry entry) in entries)
        {
            if (entry.EndedBefore(oldest))
            {
                entries.TryRemove(permitId, out _);
                entriesOfUsers.GetValueOrDefault(entry.Read().UserNodeId)?.TryRemove(permitId, out _);
            }
        }
    }

    private sealed class Entry(PermitRecord permit)
    {
        private readonly Lock gate = new();
        private PermitRecord permit = permit;
        private DateTimeOffset? usedUpAt;

        public PermitRecord Read()
        {
            lock (gate)
            {
                return permit;
            }
        }

        public PermitUse TryUse(DateTimeOffset now)
        {
            lock (gate)
            {
                PermitUseOutcome outcome = permit.OutcomeAt(now);
                if (outcome != PermitUseOutcome.Granted)
                {
                    return new PermitUse(outcome);
                }

                permit = permit with { Uses = permit.Uses + 1 };
                if (permit.Uses >= permit.TimesLimit)
                {
                    usedUpAt = now;
                }

                return new PermitUse(PermitUseOutcome.Granted, (int?)(permit.TimesLimit - permit.Uses));
            }
        }

        /// <summary>Revokes, and says whether it was this call that did.</summary>
        public bool Revoke(DateTimeOffset now)
        {
            lock (gate)
            {
                bool isFirst = !permit.IsRevoked;
                permit = permit with { RevokedAt = permit.RevokedAt ?? now };
                return isFirst;
            }
        }

        public bool EndedBefore(DateTimeOffset time)
        {
            lock (gate)
            {
                return permit.TimeLimit < time || permit.ContractExpiresAt < time || permit.RevokedAt < time || usedUpAt < time;
            }
        }
    }
}
