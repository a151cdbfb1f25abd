using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing.Conformance;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>What a replay guard does wrong.</summary>
public enum ReplayFault
{
    None,
    AlwaysFresh,
    LooksThenAdds,
    IgnoresScope,
    IgnoresCase,
    JoinsScopeAndNonce,
    KeysByQuota,
    KeepsForFiveMinutes,
    EvictsTheOldest,
    HasNoQuota,
    HasOneQuotaForAll,
    MixesStrangersAndPartners,
    NeverFrees,
    RefusesKnownOnesAsFull,
}

/// <summary>A second guard in memory, plainer than the library's, that does one thing wrong.</summary>
internal sealed class FaultyReplayGuard(ReplayGuardSetting setting, ReplayFault fault) : IReplayGuard
{
    private readonly Lock gate = new();
    private readonly Rendezvous twoHaveLooked = new(2, isRepeated: false);
    private readonly Dictionary<string, ReplayEntry> seen =
        new(fault == ReplayFault.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public async ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken)
    {
        if (fault != ReplayFault.LooksThenAdds)
        {
            lock (gate)
            {
                ReplayVerdict verdict = Judge(entry);
                Keep(entry, verdict);
                return verdict;
            }
        }

        ReplayVerdict judged;
        lock (gate)
        {
            judged = Judge(entry);
        }

        await twoHaveLooked.ArriveAsync();
        lock (gate)
        {
            Keep(entry, judged);
        }

        return judged;
    }

    private ReplayVerdict Judge(ReplayEntry entry)
    {
        DateTimeOffset now = setting.TimeProvider.GetUtcNow();
        foreach ((string key, ReplayEntry kept) in seen.ToArray())
        {
            DateTimeOffset until = fault == ReplayFault.KeepsForFiveMinutes ? kept.Timestamp.AddMinutes(5) : kept.ExpiresAt;
            if (until < now && fault != ReplayFault.NeverFrees)
            {
                seen.Remove(key);
            }
        }

        ReplayEntry[] counted = [.. seen.Values.Where(kept => Shares(kept, entry))];
        bool isFull = counted.Length >= (entry.IsPartner ? setting.MaxPerPartner : setting.MaxPerAddress) && fault != ReplayFault.HasNoQuota;
        bool isKnown = seen.ContainsKey(Key(entry)) && fault != ReplayFault.AlwaysFresh;
        if (isFull && fault == ReplayFault.EvictsTheOldest && !isKnown)
        {
            seen.Remove(Key(counted[0]));
            return ReplayVerdict.Fresh;
        }

        return fault == ReplayFault.RefusesKnownOnesAsFull && isFull ? ReplayVerdict.Full
            : isKnown ? ReplayVerdict.Replayed
            : isFull ? ReplayVerdict.Full
            : ReplayVerdict.Fresh;
    }

    private void Keep(ReplayEntry entry, ReplayVerdict verdict)
    {
        if (verdict == ReplayVerdict.Fresh)
        {
            seen[Key(entry)] = entry;
        }
    }

    private bool Shares(ReplayEntry kept, ReplayEntry entry) => fault switch
    {
        ReplayFault.HasOneQuotaForAll => true,
        ReplayFault.MixesStrangersAndPartners => kept.Quota == entry.Quota || kept.IsPartner != entry.IsPartner,
        _ => kept.Quota == entry.Quota && kept.IsPartner == entry.IsPartner,
    };

    private string Key(ReplayEntry entry) => fault switch
    {
        ReplayFault.IgnoresScope => entry.Nonce,
        ReplayFault.JoinsScopeAndNonce => entry.Scope + entry.Nonce,
        ReplayFault.KeysByQuota => entry.Quota + "|" + entry.Nonce,
        _ => entry.Scope + "|" + entry.Nonce,
    };
}
