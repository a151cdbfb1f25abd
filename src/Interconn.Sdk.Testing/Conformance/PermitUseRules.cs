using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A use is granted and counted, or refused with the reason and not counted.</summary>
internal static class PermitUseRules
{
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<PermitStoreProbe>> All { get; } =
    [
        new("Use_AnUnknownPermit_IsUnknown", static store => store.UsedAsync("p-1", Now, PermitUseOutcome.Unknown)),
        new("Use_UpToTheLimit_CountsDownAndThenIsUsedUp", LimitedAsync),
        new("Use_WithoutALimit_IsCountedAndNeverUsedUp", UnlimitedAsync),
        new("Use_AtTheTimeLimit_IsExpiredToTheMillisecond", ExpiredAsync),
        new("Use_AtTheEndOfTheContract_IsRevokedToTheMillisecond", ContractEndedAsync),
        new("Use_ARevokedPermit_IsRevoked", RevokedAsync),
        new("Use_WhereSeveralReasonsHold_TellsTheFirst", OrderAsync),
        new("Use_Refused_IsNotCounted", NotCountedAsync),
        new("Use_OnePermit_LeavesOthersAlone", OthersAsync),
    ];

    private static async Task LimitedAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.FullPermit() with { TimesLimit = 3 }).ConfigureAwait(false);
        for (int left = 2; left >= 0; left--)
        {
            await store.UsedAsync("p-full", Now, PermitUseOutcome.Granted, left).ConfigureAwait(false);
        }

        await store.UsedAsync("p-full", Now, PermitUseOutcome.UsedUp).ConfigureAwait(false);
        Expect.Same(
            RecordFields.Permit,
            NodeSamples.FullPermit() with { TimesLimit = 3, Uses = 3 },
            await store.FindAsync("p-full").ConfigureAwait(false),
            "The permit that was used up");
    }

    private static async Task UnlimitedAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit()).ConfigureAwait(false);
        for (int i = 0; i < 5; i++)
        {
            await store.UsedAsync("p-1", Now, PermitUseOutcome.Granted).ConfigureAwait(false);
        }

        await UsesAsync(store, 5).ConfigureAwait(false);
    }

    private static async Task ExpiredAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { TimeLimit = Now }).ConfigureAwait(false);
        await store.UsedAsync("p-1", Now - NodeSamples.Millisecond, PermitUseOutcome.Granted, what: "The use a millisecond before the limit").ConfigureAwait(false);
        await store.UsedAsync("p-1", Now, PermitUseOutcome.Expired, what: "The use at the limit").ConfigureAwait(false);
    }

    private static async Task ContractEndedAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { ContractExpiresAt = Now }).ConfigureAwait(false);
        await store.UsedAsync("p-1", Now - NodeSamples.Millisecond, PermitUseOutcome.Granted, what: "The use a millisecond before the end").ConfigureAwait(false);
        await store.UsedAsync("p-1", Now, PermitUseOutcome.Revoked, what: "The use at the end").ConfigureAwait(false);
    }

    private static async Task RevokedAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit()).ConfigureAwait(false);
        await store.RevokeAsync("p-1", Now).ConfigureAwait(false);

        // The clocks of two processes differ: what was revoked is revoked, whenever that was.
        await store.UsedAsync("p-1", Now.AddHours(-1), PermitUseOutcome.Revoked).ConfigureAwait(false);
    }

    private static async Task OrderAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { TimesLimit = 1, TimeLimit = Now.AddHours(1) }).ConfigureAwait(false);
        await store.UseAsync("p-1", Now).ConfigureAwait(false);
        await store.UsedAsync("p-1", Now, PermitUseOutcome.UsedUp).ConfigureAwait(false);
        await store.RevokeAsync("p-1", Now).ConfigureAwait(false);
        await store.UsedAsync("p-1", Now, PermitUseOutcome.Revoked, what: "The use of a permit that is used up and revoked").ConfigureAwait(false);
        await store.UsedAsync("p-1", Now.AddHours(1), PermitUseOutcome.Expired, what: "The use of a permit that is used up, revoked and expired").ConfigureAwait(false);
    }

    private static async Task NotCountedAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { TimesLimit = 1, TimeLimit = Now.AddHours(1) }).ConfigureAwait(false);
        await store.UseAsync("p-1", Now).ConfigureAwait(false);
        await store.UseAsync("p-1", Now).ConfigureAwait(false);
        await store.UseAsync("p-1", Now.AddHours(2)).ConfigureAwait(false);
        await store.RevokeAsync("p-1", Now).ConfigureAwait(false);
        await store.UseAsync("p-1", Now).ConfigureAwait(false);
        await UsesAsync(store, 1).ConfigureAwait(false);
    }

    private static async Task OthersAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit(), NodeSamples.Permit("p-2")).ConfigureAwait(false);
        await store.UseAsync("p-2", Now).ConfigureAwait(false);
        await UsesAsync(store, 0).ConfigureAwait(false);
    }

    private static async Task UsesAsync(PermitStoreProbe store, long expected) =>
        Expect.Equal(expected, (await store.FindAsync("p-1").ConfigureAwait(false))?.Uses, "How often the permit was used");
}
