using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Interconn.Sdk.Signing;

/// <summary>
/// A replay guard in memory, for a node of one process. It forgets at a restart, so it refuses what was signed before it was made
/// (<see cref="ReplayVerdict.BeforeStart"/>). What that leaves open: a call signed by a clock that runs ahead of this node's, served before the
/// restart, can be replayed after it until its timestamp is too old. Several processes that share one node id need a shared guard.
/// </summary>
public sealed class InMemoryReplayGuard : IReplayGuard
{
    private const int ShardCount = 16;
    private static readonly TimeSpan BucketWidth = TimeSpan.FromSeconds(5);

    private readonly TimeProvider timeProvider;
    private readonly DateTimeOffset start;
    private readonly long startTicks;
    private readonly Shard[] shards = new Shard[ShardCount];
    private readonly QuotaBook quotas;

    /// <summary>Makes an empty guard. What was signed before now is refused.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="maxPerPartner">How many nonces of one partner are kept at a time, 1 or more.</param>
    /// <param name="maxPerAddress">How many nonces of strangers (3.1 and 3.2) from one address are kept at a time, 1 or more; all strangers together have twenty times that.</param>
    public InMemoryReplayGuard(TimeProvider timeProvider, int maxPerPartner = 1_000_000, int maxPerAddress = 10_000)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPerPartner, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPerAddress, 1);
        this.timeProvider = timeProvider;
        // Timestamps are whole milliseconds: what was signed within the first one is not older than the guard.
        start = DateTimeOffset.FromUnixTimeMilliseconds(timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        startTicks = timeProvider.GetTimestamp();
        quotas = new QuotaBook(maxPerPartner, maxPerAddress);
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
        ReplayVerdict verdict = TryAdd(entry, id, now, elapsed);
        if (verdict != ReplayVerdict.Full)
        {
            return verdict;
        }

        // What fills the quota may have ended long ago, in shards that no call has swept since.
        foreach (Shard shard in shards)
        {
            lock (shard.Gate)
            {
                Sweep(shard, now, elapsed);
            }
        }

        return TryAdd(entry, id, now, elapsed);
    }

    private ReplayVerdict TryAdd(in ReplayEntry entry, UInt128 id, DateTimeOffset now, TimeSpan elapsed)
    {
        Shard shard = shards[(int)(id & (ShardCount - 1))];
        lock (shard.Gate)
        {
            Sweep(shard, now, elapsed);
            if (shard.Seen.Contains(id))
            {
                return ReplayVerdict.Replayed;
            }

            if (!quotas.TryTake(entry.Quota, entry.IsPartner))
            {
                return ReplayVerdict.Full;
            }

            shard.Seen.Add(id);
            // Kept for as long as it takes by the clock that cannot be set, and until the wall clock has passed it as well: a wall clock
            // that jumps forward and back again must not make a seen call fresh.
            Bucket bucket = shard.BucketFor(elapsed + (entry.ExpiresAt - now), BucketWidth);
            bucket.KeepUntil = bucket.KeepUntil > entry.ExpiresAt ? bucket.KeepUntil : entry.ExpiresAt;
            bucket.Entries.Add(new Kept(id, entry.Quota, entry.IsPartner));
            return ReplayVerdict.Fresh;
        }
    }

    private void Sweep(Shard shard, DateTimeOffset now, TimeSpan elapsed)
    {
        while (shard.Buckets.Count > 0)
        {
            Bucket first = shard.Buckets.GetValueAtIndex(0);
            if (first.Due > elapsed || first.KeepUntil >= now)
            {
                return;
            }

            foreach (Kept kept in first.Entries)
            {
                shard.Seen.Remove(kept.Id);
                quotas.Release(kept.Quota, kept.IsPartner);
            }

            shard.Buckets.RemoveAt(0);
            if (shard.Seen.Count == 0)
            {
                shard.Seen.TrimExcess();
            }
        }
    }

    // 128 bits of a digest stand for scope and nonce: fixed in size, and out of reach for anyone who wanted two to meet.
    private static UInt128 IdOf(in ReplayEntry entry)
    {
        int length = Encoding.UTF8.GetMaxByteCount(entry.Scope.Length + entry.Nonce.Length + 1);
        Span<byte> text = length <= 1024 ? stackalloc byte[length] : new byte[length];
        int written = Encoding.UTF8.GetBytes(entry.Scope, text);
        text[written++] = (byte)'\n';
        written += Encoding.UTF8.GetBytes(entry.Nonce, text[written..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..written], digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }

    private readonly record struct Kept(UInt128 Id, string Quota, bool IsPartner);

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

    private sealed class QuotaBook(int maxPerPartner, int maxPerAddress)
    {
        private const int AddressesTogether = 20;
        private readonly Lock gate = new();
        private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
        private long takenByStrangers;

        public bool TryTake(string quota, bool isPartner)
        {
            lock (gate)
            {
                ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(taken, quota, out _);
                bool full = isPartner
                    ? count >= maxPerPartner
                    : count >= maxPerAddress || takenByStrangers >= (long)maxPerAddress * AddressesTogether;
                if (full)
                {
                    if (count == 0)
                    {
                        taken.Remove(quota);
                    }

                    return false;
                }

                count++;
                takenByStrangers += isPartner ? 0 : 1;
                return true;
            }
        }

        public void Release(string quota, bool isPartner)
        {
            lock (gate)
            {
                ref int count = ref CollectionsMarshal.GetValueRefOrNullRef(taken, quota);
                takenByStrangers -= isPartner ? 0 : 1;
                if (--count == 0)
                {
                    taken.Remove(quota);
                }
            }
        }
    }
}
