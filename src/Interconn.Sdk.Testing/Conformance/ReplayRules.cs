using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A nonce is fresh once, until it has expired, and nobody's calls push another's out.</summary>
internal static class ReplayRules
{
    public const int MaxPerPartner = 150;
    public const int MaxPerAddress = 20;

    private const int Copies = 100;

    public static IEnumerable<Rule<ReplayGuardProbe>> All { get; } =
    [
        new("Add_ANewNonce_IsFresh", static guard => guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("n-1"), "A new nonce")),
        new("Add_TheSameNonce_IsReplayed", ReplayedAsync),
        new("Add_TheSameNonceLater_IsReplayedUntilItExpires", UntilExpiryAsync),
        new("Add_ACallSignedAhead_IsReplayedUntilItExpires", SignedAheadAsync),
        new("Add_TheSameNonceOfAnotherScope_IsFresh", ScopeAsync),
        new("Add_NoncesThatDifferInCase_AreDifferent", CaseAsync),
        new("Add_ScopeAndNonceThatJoinToTheSameText_AreDifferent", JoinedAsync),
        new("Add_TheSameNonceAgainstAnotherQuota_IsReplayed", OtherQuotaAsync),
        new("Add_ManyNonces_EachIsFreshOnce", ManyAsync),
        new("Race_HundredCopies_OneIsFresh", CopiesAsync),
        new("Race_HundredNonces_AllAreFresh", NoncesAsync),
        new("Quota_OfAPartner_IsFullAndEvictsNothing", FullAsync),
        new("Quota_OfAPartner_LeavesOthersAlone", OthersAsync),
        new("Quota_OfAnAddress_IsFullAndEvictsNothing", AddressFullAsync),
        new("Quota_OfAnAddress_LeavesOthersAlone", AddressOthersAsync),
        new("Quota_OfAnAddress_IsNotThePartnersOfTheSameName", SameNameAsync),
        new("Quota_OfWhatHasExpired_IsFreeAgain", FreedAsync),
        new("Race_UpToTheQuota_NoMoreAreFresh", RaceToTheQuotaAsync),
    ];

    private static async Task ReplayedAsync(ReplayGuardProbe guard)
    {
        ReplayEntry entry = guard.Entry("n-1");
        await guard.ExpectAsync(ReplayVerdict.Fresh, entry, "A new nonce").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Replayed, entry, "The same nonce").ConfigureAwait(false);
        await guard.ExpectAsync(
            ReplayVerdict.Replayed, entry with { ExpiresAt = entry.ExpiresAt.AddMinutes(1) }, "The same nonce that would expire later").ConfigureAwait(false);
    }

    private static async Task UntilExpiryAsync(ReplayGuardProbe guard)
    {
        ReplayEntry entry = guard.Entry("n-1");
        await guard.AddAsync(entry).ConfigureAwait(false);
        guard.Advance(entry.ExpiresAt - entry.Timestamp - NodeSamples.Millisecond);
        await guard.AddAsync(guard.Entry("n-2")).ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Replayed, entry, "The same nonce a millisecond before it expires").ConfigureAwait(false);
    }

    private static async Task SignedAheadAsync(ReplayGuardProbe guard)
    {
        // By a clock that runs ahead as far as is allowed: kept longer than what is signed now.
        ReplayEntry entry = guard.Entry("n-1");
        entry = entry with { Timestamp = entry.Timestamp.AddMinutes(5), ExpiresAt = entry.ExpiresAt.AddMinutes(5) };
        await guard.AddAsync(entry).ConfigureAwait(false);
        for (int minute = 1; minute <= 10; minute++)
        {
            guard.Advance(TimeSpan.FromMinutes(1));
            await guard.AddAsync(guard.Entry($"other-{minute}")).ConfigureAwait(false);
            await guard.ExpectAsync(ReplayVerdict.Replayed, entry, $"The same nonce {minute} minutes later").ConfigureAwait(false);
        }
    }

    private static async Task ScopeAsync(ReplayGuardProbe guard)
    {
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("n-1"), "The nonce of one node").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("n-1", NodeSamples.OtherPartner), "The same nonce of another node").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Replayed, guard.Entry("n-1", NodeSamples.OtherPartner), "The same nonce of that node again").ConfigureAwait(false);
    }

    private static async Task CaseAsync(ReplayGuardProbe guard)
    {
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("abcdefghijklmnop"), "A nonce").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("ABCDEFGHIJKLMNOP"), "A nonce in capital letters").ConfigureAwait(false);
        await guard.ExpectAsync(
            ReplayVerdict.Fresh, guard.Entry("abcdefghijklmnop", "jg0100001100000000"), "The nonce of a node in small letters").ConfigureAwait(false);
    }

    private static async Task JoinedAsync(ReplayGuardProbe guard)
    {
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("c-1", "a-b"), "A nonce").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("-bc-1", "a"), "A nonce that begins with the end of that scope").ConfigureAwait(false);
        foreach (char separator in "-._:")
        {
            string what = $"A nonce that could be taken for another beyond a '{separator}'";
            await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("z", $"x{separator}y"), what).ConfigureAwait(false);
            await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry($"y{separator}z", "x"), what).ConfigureAwait(false);
        }
    }

    private static async Task OtherQuotaAsync(ReplayGuardProbe guard)
    {
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Stranger("n-1"), "The nonce of a stranger").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Replayed, guard.Stranger("n-1", "192.0.2.2"), "The same nonce from another address").ConfigureAwait(false);
    }

    private static async Task ManyAsync(ReplayGuardProbe guard)
    {
        for (int i = 0; i < Copies; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry($"n-{i}"), "A new nonce").ConfigureAwait(false);
        }

        for (int i = 0; i < Copies; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Replayed, guard.Entry($"n-{i}"), "A nonce that was seen before").ConfigureAwait(false);
        }
    }

    private static async Task CopiesAsync(ReplayGuardProbe guard)
    {
        for (int round = 0; round < 10; round++)
        {
            ReplayEntry entry = guard.Entry($"n-{round}");
            ReplayVerdict[] verdicts = await Crowd.RunAsync(Copies, _ => guard.AddAsync(entry)).ConfigureAwait(false);
            Expect.Equal(1, verdicts.Count(static verdict => verdict == ReplayVerdict.Fresh), $"How many of {Copies} copies are fresh");
            Expect.Equal(Copies - 1, verdicts.Count(static verdict => verdict == ReplayVerdict.Replayed), $"How many of {Copies} copies are replayed");
        }
    }

    private static async Task NoncesAsync(ReplayGuardProbe guard)
    {
        ReplayVerdict[] verdicts = await Crowd.RunAsync(Copies, number => guard.AddAsync(guard.Entry($"n-{number}"))).ConfigureAwait(false);
        Expect.Equal(Copies, verdicts.Count(static verdict => verdict == ReplayVerdict.Fresh), $"How many of {Copies} different nonces are fresh");
    }

    private static async Task FillAsync(ReplayGuardProbe guard)
    {
        for (int i = 0; i < MaxPerPartner; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry($"n-{i}"), $"The nonce {i} of {MaxPerPartner}").ConfigureAwait(false);
        }
    }

    private static async Task FullAsync(ReplayGuardProbe guard)
    {
        await FillAsync(guard).ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Full, guard.Entry("one-more"), "One more than the quota").ConfigureAwait(false);
        for (int i = 0; i < MaxPerPartner; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Replayed, guard.Entry($"n-{i}"), "A nonce that was seen before the quota was full").ConfigureAwait(false);
        }
    }

    private static async Task OthersAsync(ReplayGuardProbe guard)
    {
        await FillAsync(guard).ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("n-1", NodeSamples.OtherPartner), "The nonce of another partner").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Stranger("n-1"), "The nonce of a stranger").ConfigureAwait(false);
    }

    private static async Task FillAddressAsync(ReplayGuardProbe guard, string address)
    {
        for (int i = 0; i < MaxPerAddress; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Stranger($"n-{i}", address), $"The nonce {i} of {MaxPerAddress} of strangers").ConfigureAwait(false);
        }
    }

    private static async Task AddressFullAsync(ReplayGuardProbe guard)
    {
        await FillAddressAsync(guard, "192.0.2.1").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Full, guard.Stranger("one-more"), "One more than the quota of an address").ConfigureAwait(false);
        for (int i = 0; i < MaxPerAddress; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Replayed, guard.Stranger($"n-{i}"), "A nonce that was seen before the quota was full").ConfigureAwait(false);
        }
    }

    private static async Task AddressOthersAsync(ReplayGuardProbe guard)
    {
        await FillAddressAsync(guard, "192.0.2.1").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Stranger("another", "192.0.2.2"), "The nonce of a stranger at another address").ConfigureAwait(false);
        await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry("n-1"), "The nonce of a partner").ConfigureAwait(false);
    }

    private static async Task SameNameAsync(ReplayGuardProbe guard)
    {
        await FillAddressAsync(guard, NodeSamples.Partner).ConfigureAwait(false);
        await guard.ExpectAsync(
            ReplayVerdict.Fresh, guard.Entry("n-1"), "The nonce of a partner whose name strangers' calls were counted against").ConfigureAwait(false);
    }

    private static async Task FreedAsync(ReplayGuardProbe guard)
    {
        await FillAsync(guard).ConfigureAwait(false);
        guard.Advance(TimeSpan.FromHours(1));
        for (int i = 0; i < MaxPerPartner; i++)
        {
            await guard.ExpectAsync(ReplayVerdict.Fresh, guard.Entry($"later-{i}"), "A nonce after those that filled the quota expired").ConfigureAwait(false);
        }

        await guard.ExpectAsync(ReplayVerdict.Full, guard.Entry("one-more"), "One more than the quota").ConfigureAwait(false);
    }

    private static async Task RaceToTheQuotaAsync(ReplayGuardProbe guard)
    {
        ReplayVerdict[] verdicts = await Crowd.RunAsync(MaxPerPartner * 2, number => guard.AddAsync(guard.Entry($"n-{number}"))).ConfigureAwait(false);
        Expect.Equal(MaxPerPartner, verdicts.Count(static verdict => verdict == ReplayVerdict.Fresh), "How many nonces are fresh, of twice the quota");
        Expect.Equal(MaxPerPartner, verdicts.Count(static verdict => verdict == ReplayVerdict.Full), "How many nonces are refused, of twice the quota");
    }
}
