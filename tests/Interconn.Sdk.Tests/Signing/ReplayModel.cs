using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>
/// What a replay guard in memory may say. A nonce must be kept for its time by the clock that cannot be set, and until the wall clock is past its end; it must be gone not long
/// after both. In between either is right, and so it is if the wall clock is set back then: what was forgotten does not come back.
/// </summary>
internal sealed class ReplayModel(ManualTimeProvider clock, DateTimeOffset start, int maxPerPartner, int maxPerAddress)
{
    // Nonces leave with their neighbours in time.
    private static readonly TimeSpan LeaveTogether = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(5);
    private readonly Dictionary<(string Scope, string Nonce), Kept> all = [];

    // A neighbour that came when the wall clock was ahead holds the others.
    private DateTimeOffset latestEnd = DateTimeOffset.MinValue;

    private TimeSpan Elapsed => TimeSpan.FromTicks(clock.GetTimestamp());

    /// <summary>Asks a guard, and says whether its answer, and its count, are among the right ones.</summary>
    public bool Allows(ReplayEntry entry, Func<ReplayEntry, ReplayVerdict> ask, Func<int> count)
    {
        if (entry.Timestamp < start)
        {
            return ask(entry) == ReplayVerdict.BeforeStart;
        }

        LetGo();
        bool isAllowed = Allows(entry, ask(entry));
        int kept = count();
        return isAllowed && kept >= all.Values.Count(static each => each.MustStay) && kept <= all.Count;
    }

    private bool Allows(ReplayEntry entry, ReplayVerdict verdict)
    {
        Kept? before = all.GetValueOrDefault((entry.Scope, entry.Nonce));
        switch (verdict)
        {
            case ReplayVerdict.Replayed:
                return before is not null;
            case ReplayVerdict.Full:
                return (before is null || !before.MustStay) && IsFull(entry, static _ => true);
            case ReplayVerdict.Fresh when (before is null || !before.MustStay) && !IsFull(entry, static each => each.MustStay):
                all[(entry.Scope, entry.Nonce)] = new Kept(entry, Elapsed + (entry.ExpiresAt - clock.Now));
                latestEnd = entry.ExpiresAt > latestEnd ? entry.ExpiresAt : latestEnd;
                return true;
            default:
                return false;
        }
    }

    private bool IsFull(ReplayEntry entry, Func<Kept, bool> isCounted)
    {
        Kept[] others = [.. all.Values.Where(each => each.Entry.IsPartner == entry.IsPartner && isCounted(each))];
        int own = others.Count(each => each.Entry.Quota == entry.Quota);
        return entry.IsPartner ? own >= maxPerPartner : own >= maxPerAddress || others.Length >= 20 * maxPerAddress;
    }

    // The guard sweeps when it is asked, and no more often than every so many seconds: gone is what could have been swept all the time since then.
    private void LetGo()
    {
        foreach (((string Scope, string Nonce) key, Kept kept) in all.ToArray())
        {
            kept.MustStay &= Elapsed <= kept.Due || clock.Now <= kept.Entry.ExpiresAt;
            bool canBeSwept = Elapsed >= kept.Due + LeaveTogether && clock.Now > latestEnd;
            kept.SweepableSince = canBeSwept ? kept.SweepableSince ?? Elapsed : null;
            if (Elapsed - kept.SweepableSince >= BetweenSweeps)
            {
                all.Remove(key);
            }
        }
    }

    private sealed class Kept(ReplayEntry entry, TimeSpan due)
    {
        public ReplayEntry Entry => entry;

        public TimeSpan Due => due;

        public bool MustStay { get; set; } = true;

        public TimeSpan? SweepableSince { get; set; }
    }
}
