namespace Interconn.Sdk.Signing;

/// <summary>A part of the nonces of the guard in memory, under a lock of its own. Safe for many callers at a time.</summary>
internal sealed class ReplayShard(ReplayQuotas quotas)
{
    // What a call may wait for while others are taken out: some ten microseconds.
    private const int TakenOutAtOnce = 128;

    private readonly Lock gate = new();
    private readonly NonceTable nonces = new();
    private readonly SortedList<long, Bucket> buckets = [];

    /// <summary>How often it pays to sweep: what expires within such a time leaves together.</summary>
    public static TimeSpan SweepInterval { get; } = TimeSpan.FromSeconds(5);

    public int Count
    {
        get
        {
            lock (gate)
            {
                return nonces.Count;
            }
        }
    }

    public ReplayVerdict Add(UInt128 id, uint tag, in ReplayEntry entry, DateTimeOffset now, TimeSpan elapsed)
    {
        lock (gate)
        {
            if (nonces.Contains(id, tag))
            {
                return ReplayVerdict.Replayed;
            }

            if (quotas.TryTake(entry.Quota, entry.IsPartner) is not ReplayQuotas.Quota quota)
            {
                return ReplayVerdict.Full;
            }

            // Kept for as long as it takes by the clock that cannot be set, and until the wall clock has passed it as well: a wall clock
            // that jumps forward and back again must not make a seen call fresh.
            Bucket bucket = BucketFor(elapsed + (entry.ExpiresAt - now));
            bucket.KeepUntil = bucket.KeepUntil > entry.ExpiresAt ? bucket.KeepUntil : entry.ExpiresAt;
            bucket.First = nonces.Add(new KeptNonce { Id = id, Tag = tag, Quota = quota, Next = bucket.First });
            return ReplayVerdict.Fresh;
        }
    }

    /// <summary>Takes out some of what has expired, and says whether there may be more: the lock is held for a moment only, however many expire together.</summary>
    public bool Sweep(DateTimeOffset now, TimeSpan elapsed)
    {
        lock (gate)
        {
            int left = TakenOutAtOnce;
            int next = 0;
            while (left > 0 && next < buckets.Count && buckets.GetValueAtIndex(next) is Bucket bucket && bucket.Due <= elapsed)
            {
                // Passed over, not waited for: after a wall clock was set back the older buckets stay long, and the newer ones must not stay with them.
                if (bucket.KeepUntil >= now)
                {
                    next++;
                    continue;
                }

                left -= TakeOut(bucket, left);
                if (bucket.First == 0)
                {
                    buckets.RemoveAt(next);
                }
            }

            return left == 0;
        }
    }

    private int TakeOut(Bucket bucket, int most)
    {
        int count = 0;
        for (; count < most && bucket.First != 0; count++)
        {
            int place = bucket.First;
            KeptNonce nonce = nonces[place];
            nonces.Remove(place);
            quotas.Release(nonce.Quota!);
            bucket.First = nonce.Next;
        }

        return count;
    }

    private Bucket BucketFor(TimeSpan due)
    {
        // Rounded up, so that no entry leaves before its own time.
        long number = (due.Ticks / SweepInterval.Ticks) + 1;
        if (!buckets.TryGetValue(number, out Bucket? bucket))
        {
            bucket = new Bucket(TimeSpan.FromTicks(number * SweepInterval.Ticks));
            buckets.Add(number, bucket);
        }

        return bucket;
    }

    /// <summary>What leaves together: the first of a chain of nonces.</summary>
    private sealed class Bucket(TimeSpan due)
    {
        public TimeSpan Due => due;

        public DateTimeOffset KeepUntil { get; set; }

        public int First { get; set; }
    }
}
