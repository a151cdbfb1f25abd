using System.Buffers.Binary;

namespace Interconn.Sdk.Signing;

/// <summary>
/// A replay guard in memory, for a node of one process. It forgets at a restart, so it refuses what was signed before it was made
/// (<see cref="ReplayVerdict.BeforeStart"/>). What that leaves open: a call signed by a clock that runs ahead of this node's, served before the
/// restart, can be replayed after it until its timestamp is too old. Several processes that share one node id need a shared guard.
/// </summary>
public sealed class InMemoryReplayGuard : IReplayGuard
{
    /// <summary>How many nonces of strangers from one address are kept where nothing else is said.</summary>
    internal const int DefaultMaxPerAddress = 10_000;

    private const int ShardCount = 16;
    private const int SmallCapacity = 1024;
    private static readonly TimeSpan BucketWidth = TimeSpan.FromSeconds(5);

    private readonly TimeProvider timeProvider;
    private readonly DateTimeOffset start;
    private readonly long startTicks;
    private readonly Shard[] shards = new Shard[ShardCount];
    private readonly ReplayQuotas quotas;
    private long nextSweep;

    /// <summary>Makes an empty guard. What was signed before now is refused.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="maxPerPartner">How many nonces of one partner are kept at a time, 1 or more.</param>
    /// <param name="maxPerAddress">How many nonces of strangers (3.1 and 3.2) from one address are kept at a time, 1 or more; all strangers together have twenty times that.</param>
    public InMemoryReplayGuard(TimeProvider timeProvider, int maxPerPartner = 1_000_000, int maxPerAddress = DefaultMaxPerAddress)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPerPartner, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPerAddress, 1);
        this.timeProvider = timeProvider;
        // Timestamps are whole milliseconds: what was signed within the first one is not older than the guard.
        start = DateTimeOffset.FromUnixTimeMilliseconds(timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        startTicks = timeProvider.GetTimestamp();
        quotas = new ReplayQuotas(maxPerPartner, maxPerAddress);
        for (int i = 0; i < shards.Length; i++)
        {
            shards[i] = new Shard();
        }
    }

    /// <summary>How many nonces are kept now.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (Shard shard in shards)
            {
                lock (shard.Gate)
                {
                    count += shard.Seen.Count;
                }
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken) => ValueTask.FromResult(TryAdd(entry));

    private ReplayVerdict TryAdd(in ReplayEntry entry)
    {
        if (entry.Timestamp < start)
        {
            return ReplayVerdict.BeforeStart;
        }

        UInt128 id = IdOf(entry);
        DateTimeOffset now = timeProvider.GetUtcNow();
        TimeSpan elapsed = timeProvider.GetElapsedTime(startTicks);
        SweepWhenDue(now, elapsed);
        Shard shard = shards[(int)(id & (ShardCount - 1))];
        lock (shard.Gate)
        {
            if (shard.Seen.Contains(id))
            {
                return ReplayVerdict.Replayed;
            }

            if (quotas.TryTake(entry.Quota, entry.IsPartner) is not ReplayQuotas.Quota quota)
            {
                return ReplayVerdict.Full;
            }

            shard.Seen.Add(id);
            // Kept for as long as it takes by the clock that cannot be set, and until the wall clock has passed it as well: a wall clock
            // that jumps forward and back again must not make a seen call fresh.
            Bucket bucket = shard.BucketFor(elapsed + (entry.ExpiresAt - now), BucketWidth);
            bucket.KeepUntil = bucket.KeepUntil > entry.ExpiresAt ? bucket.KeepUntil : entry.ExpiresAt;
            bucket.Entries.Add(new Kept(id, quota));
            return ReplayVerdict.Fresh;
        }
    }

    // All shards, not only the one that is asked: what expired in another must not hold a quota, or memory, until someone happens to ask there.
    private void SweepWhenDue(DateTimeOffset now, TimeSpan elapsed)
    {
        long due = Interlocked.Read(ref nextSweep);
        if (elapsed.Ticks < due || Interlocked.CompareExchange(ref nextSweep, elapsed.Ticks + BucketWidth.Ticks, due) != due)
        {
            return;
        }

        foreach (Shard shard in shards)
        {
            lock (shard.Gate)
            {
                Sweep(shard, now, elapsed);
            }
        }
    }

    private void Sweep(Shard shard, DateTimeOffset now, TimeSpan elapsed)
    {
        int next = 0;
        while (next < shard.Buckets.Count && shard.Buckets.GetValueAtIndex(next) is Bucket bucket && bucket.Due <= elapsed)
        {
            // Passed over, not waited for: after a wall clock was set back the older buckets stay long, and the newer ones must not stay with them.
            if (bucket.KeepUntil >= now)
            {
                next++;
                continue;
            }

            foreach (Kept kept in bucket.Entries)
            {
                shard.Seen.Remove(kept.Id);
                quotas.Release(kept.Quota);
            }

            shard.Buckets.RemoveAt(next);
        }

        if (shard.Seen.Capacity > SmallCapacity && shard.Seen.Count < shard.Seen.Capacity / 4)
        {
            shard.Seen.TrimExcess();
        }
    }

    private static UInt128 IdOf(in ReplayEntry entry)
    {
        Span<byte> id = stackalloc byte[NonceId.Size];
        NonceId.Write(entry, id);
        return BinaryPrimitives.ReadUInt128LittleEndian(id);
    }

    private readonly record struct Kept(UInt128 Id, ReplayQuotas.Quota Quota);

    private sealed class Bucket(TimeSpan due)
    {
        public TimeSpan Due { get; } = due;

        public DateTimeOffset KeepUntil { get; set; }

        public List<Kept> Entries { get; } = [];
    }

    private sealed class Shard
    {
        public Lock Gate { get; } = new();

        public HashSet<UInt128> Seen { get; } = [];

        public SortedList<long, Bucket> Buckets { get; } = [];

        public Bucket BucketFor(TimeSpan due, TimeSpan width)
        {
            // Rounded up, so that no entry leaves before its own time.
            long number = (due.Ticks / width.Ticks) + 1;
            if (!Buckets.TryGetValue(number, out Bucket? bucket))
            {
                bucket = new Bucket(TimeSpan.FromTicks(number * width.Ticks));
                Buckets.Add(number, bucket);
            }

            return bucket;
        }
    }
}
