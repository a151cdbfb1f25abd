using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>The calls about one permit take effect one after another, each between its start and its end.</summary>
internal static class PermitRaceRules
{
    private const int Users = 500;
    private const int Limit = 100;
    private const int Rounds = 10;
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<PermitStoreProbe>> All { get; } =
    [
        new("Race_FiveHundredUsesOfAHundred_AHundredAreGranted", OverspendAsync),
        new("Race_HundredAdditionsOfOneId_OneIsMade", AdditionsAsync),
        new("Race_HundredRevocationsOfAll_EachPermitIsCountedOnce", RevocationsAsync),
        new("Race_RevokeAgainstUses_NoneIsGrantedThatStartsAfterIt", static store => RevokeAgainstUsesAsync(store, static (probe, id) => probe.RevokeAsync(id, Now))),
        new("Race_RevokeAllAgainstUses_NoneIsGrantedThatStartsAfterIt", static store => RevokeAgainstUsesAsync(
            store, static (probe, _) => probe.RevokeAllAsync(new PermitSelection { UserNodeId = NodeSamples.Partner }, Now))),
    ];

    private static async Task OverspendAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { TimesLimit = Limit }).ConfigureAwait(false);
        PermitUse[] uses = await Crowd.RunAsync(Users, _ => store.UseAsync("p-1", Now)).ConfigureAwait(false);

        int?[] left = [.. uses.Where(static use => use.Outcome == PermitUseOutcome.Granted).Select(static use => use.UsesLeft).Order()];
        Expect.Equal(Limit, left.Length, $"How many of {Users} uses were granted");
        Expect.Equal(Users - Limit, uses.Count(static use => use.Outcome == PermitUseOutcome.UsedUp), "How many were refused as used up");
        Expect.Sequence(Enumerable.Range(0, Limit).Select(static number => (int?)number), left, "What each of those granted was told to be left");
        Expect.Equal(Limit, (await store.FindAsync("p-1").ConfigureAwait(false))?.Uses, "How many were counted");
    }

    private static async Task AdditionsAsync(PermitStoreProbe store)
    {
        bool[] made = await Crowd.RunAsync(Limit, number => store.TryAddAsync(NodeSamples.Permit() with { Level = number })).ConfigureAwait(false);
        Expect.Equal(1, made.Count(static each => each), $"How many of {Limit} additions under one identifier were made");
        Expect.Equal(Array.IndexOf(made, true), (await store.FindAsync("p-1").ConfigureAwait(false))?.Level, "The permit that was added");
    }

    private static async Task RevocationsAsync(PermitStoreProbe store)
    {
        const int Permits = 20;
        await store.AddAsync([.. Enumerable.Range(0, Permits).Select(static number => NodeSamples.Permit($"p-{number}"))]).ConfigureAwait(false);
        int[] revoked = await Crowd.RunAsync(
            Limit, _ => store.RevokeAllAsync(new PermitSelection { UserNodeId = NodeSamples.Partner }, Now)).ConfigureAwait(false);
        Expect.Equal(Permits, revoked.Sum(), "How many were revoked, by what each of the calls says it did");
    }

    private static async Task RevokeAgainstUsesAsync(PermitStoreProbe store, Func<PermitStoreProbe, string, Task> revokeAsync)
    {
        for (int round = 0; round < Rounds; round++)
        {
            string permitId = $"p-{round}";
            await store.AddAsync(NodeSamples.Permit(permitId)).ConfigureAwait(false);
            int isRevoked = 0;
            (bool StartedAfter, PermitUseOutcome Outcome)[] uses = await Crowd.RunAsync(Limit, async number =>
            {
                if (number == Limit / 2)
                {
                    await revokeAsync(store, permitId).ConfigureAwait(false);
                    Volatile.Write(ref isRevoked, 1);
                }

                bool startedAfter = Volatile.Read(ref isRevoked) == 1;
                return (startedAfter, (await store.UseAsync(permitId, Now).ConfigureAwait(false)).Outcome);
            }).ConfigureAwait(false);

            Expect.Equal(
                0,
                uses.Count(static use => use.StartedAfter && use.Outcome == PermitUseOutcome.Granted),
                "How many uses were granted that started after the revocation had returned");
            Expect.Equal(
                (long)uses.Count(static use => use.Outcome == PermitUseOutcome.Granted),
                (await store.FindAsync(permitId).ConfigureAwait(false))?.Uses,
                "How many uses were counted, beside those granted");
        }
    }
}
