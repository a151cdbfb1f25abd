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

    private readonly TimeProvider timeProvider;
    private readonly DateTimeOffset start;
    private readonly long startTicks;
    private readonly NonceScatter scatter = new();
    private readonly RandomNonces randomNonces = new();
    private readonly ReplayShard[] shards = new ReplayShard[ShardCount];
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
        var quotas = new ReplayQuotas(maxPerPartner, maxPerAddress);
        for (int i = 0; i < shards.Length; i++)
        {
            shards[i] = new ReplayShard(quotas);
        }
    }

    /// <summary>How many nonces are kept now.</summary>
    public int Count => shards.Sum(static shard => shard.Count);

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
        ulong scattered = scatter.Of(id);
        return shards[scattered % ShardCount].Add(id, (uint)(scattered >> 32), entry, now, elapsed);
    }

    // All shards, not only the one that is asked: what expired in another must not hold a quota, or memory, until someone happens to ask there.
    private void SweepWhenDue(DateTimeOffset now, TimeSpan elapsed)
    {
        long due = Interlocked.Read(ref nextSweep);
        if (elapsed.Ticks < due || Interlocked.CompareExchange(ref nextSweep, elapsed.Ticks + ReplayShard.SweepInterval.Ticks, due) != due)
        {
            return;
        }

        // Some of each in turn, so that a call that waits for one shard gets in while the next is swept.
        bool isMoreDue;
        do
        {
            isMoreDue = false;
            foreach (ReplayShard shard in shards)
            {
                isMoreDue |= shard.Sweep(now, elapsed);
            }
        }
        while (isMoreDue);
    }

    private UInt128 IdOf(in ReplayEntry entry)
    {
        // A stranger's scope is of his own making.
        if (entry.IsPartner && randomNonces.TryRead(entry.Scope, entry.Nonce, out UInt128 own))
        {
            return own;
        }

        Span<byte> id = stackalloc byte[NonceId.Size];
        NonceId.Write(entry, id);
        return BinaryPrimitives.ReadUInt128LittleEndian(id);
    }
}
