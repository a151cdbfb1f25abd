using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Permits come back as they were added, are revoked for good, and hold their keys.</summary>
internal static class PermitRecordRules
{
    private const string Key = "key-1";
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<PermitStoreProbe>> All { get; } =
    [
        new("Find_WhatWasNeverAdded_IsNull", static async store => Expect.Null(await store.FindAsync("p-1").ConfigureAwait(false), "A permit that was never added")),
        new("Add_WithAllFields_ComesBackAsItWas", static store => RoundTripAsync(store, NodeSamples.FullPermit())),
        new("Add_WithRequiredFieldsOnly_ComesBackAsItWas", static store => RoundTripAsync(store, NodeSamples.Permit())),
        new("Add_UsedAndRevokedBefore_ComesBackAsItWas", static store => RoundTripAsync(
            store, NodeSamples.FullPermit() with { Uses = 5_000_000_000, RevokedAt = Now, TimesLimit = null })),
        new("Add_WithAnEmptyScope_ComesBackAsItWas", static store => RoundTripAsync(
            store, NodeSamples.Permit() with { AuthScope = new Dictionary<string, IReadOnlyList<string>>() })),
        new("Add_AnIdThatExists_IsRefusedAndChangesNothing", ExistsAsync),
        new("Add_IdsThatDifferInCase_AreDifferentPermits", CaseAsync),
        new("Revoke_AnUnknownPermit_IsFalse", static async store => Expect.Equal(
            false, await store.RevokeAsync("p-1", Now).ConfigureAwait(false), "The revocation of a permit that was never added")),
        new("Revoke_AKnownPermit_IsTrueAndKeepsTheTime", RevokeAsync),
        new("Revoke_Again_IsTrueAndKeepsTheFirstTime", RevokeAgainAsync),
        new("RevokeAll_OfAUser_RevokesHisAndNoOthers", static store => SelectedAsync(
            store, new PermitSelection { UserNodeId = NodeSamples.Partner }, "a", "b", "c")),
        new("RevokeAll_OfAContract_RevokesThoseGrantedUnderItToTheUser", static store => SelectedAsync(
            store, new PermitSelection { UserNodeId = NodeSamples.Partner, ContractId = "c-1" }, "a")),
        new("RevokeAll_OfOnePermit_RevokesItAlone", static store => SelectedAsync(
            store, new PermitSelection { UserNodeId = NodeSamples.Partner, PermitId = "b" }, "b")),
        new("RevokeAll_OfOnePermitUnderAContract_DemandsBoth", static store => SelectedAsync(
            store, new PermitSelection { UserNodeId = NodeSamples.Partner, ContractId = "c-2", PermitId = "a" })),
        new("RevokeAll_OfAnothersPermit_RevokesNothing", static store => SelectedAsync(
            store, new PermitSelection { UserNodeId = NodeSamples.OtherPartner, PermitId = "a" })),
        new("RevokeAll_OfAnUnknownUser_RevokesNothing", static store => SelectedAsync(store, new PermitSelection { UserNodeId = "jg0100001100000000" })),
        new("RevokeAll_CountsOnlyWhatItRevokedItself", CountAsync),
        new("KeyInUse_WhileAPermitUnderItCanBeUsed", KeyAsync),
        new("KeyInUse_EndsWithTheTimeLimitToTheMillisecond", static store => KeyEndsAsync(store, NodeSamples.Permit() with { KeyId = Key, TimeLimit = Now })),
        new("KeyInUse_EndsWithTheContractToTheMillisecond", static store => KeyEndsAsync(store, NodeSamples.Permit() with { KeyId = Key, ContractExpiresAt = Now })),
        new("KeyInUse_EndsWithTheRevocation", KeyRevokedAsync),
        new("KeyInUse_EndsWithTheLastUse", KeyUsedUpAsync),
    ];

    private static async Task RoundTripAsync(PermitStoreProbe store, PermitRecord permit)
    {
        await store.AddAsync(permit).ConfigureAwait(false);
        Expect.Same(RecordFields.Permit, permit, await store.FindAsync(permit.PermitId).ConfigureAwait(false), "The permit");
    }

    private static async Task ExistsAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { TimesLimit = 5 }).ConfigureAwait(false);
        await store.UseAsync("p-1", Now).ConfigureAwait(false);
        Expect.Equal(
            false,
            await store.TryAddAsync(NodeSamples.Permit("p-1", NodeSamples.OtherPartner) with { Level = 9 }).ConfigureAwait(false),
            "The addition of another permit under the same identifier");
        Expect.Same(
            RecordFields.Permit,
            NodeSamples.Permit() with { TimesLimit = 5, Uses = 1 },
            await store.FindAsync("p-1").ConfigureAwait(false),
            "The permit that was there before");
    }

    private static async Task CaseAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit("p-a") with { Level = 1 }, NodeSamples.Permit("P-A") with { Level = 2 }).ConfigureAwait(false);
        Expect.Equal(1, (await store.FindAsync("p-a").ConfigureAwait(false))?.Level, "The level of the one");
        Expect.Equal(2, (await store.FindAsync("P-A").ConfigureAwait(false))?.Level, "The level of the other");
    }

    private static async Task RevokeAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.FullPermit(), NodeSamples.Permit()).ConfigureAwait(false);
        Expect.True(await store.RevokeAsync("p-full", Now.AddHours(1)).ConfigureAwait(false), "The revocation of a known permit");
        Expect.Same(
            RecordFields.Permit,
            NodeSamples.FullPermit() with { RevokedAt = Now.AddHours(1) },
            await store.FindAsync("p-full").ConfigureAwait(false),
            "The permit that was revoked");
        Expect.Null((await store.FindAsync("p-1").ConfigureAwait(false))?.RevokedAt, "When another permit was revoked");
        await store.UsedAsync("p-full", Now.AddHours(1), PermitUseOutcome.Revoked).ConfigureAwait(false);
    }

    private static async Task RevokeAgainAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit()).ConfigureAwait(false);
        await store.RevokeAsync("p-1", Now).ConfigureAwait(false);
        Expect.True(await store.RevokeAsync("p-1", Now.AddHours(1)).ConfigureAwait(false), "The second revocation");
        await store.RevokeAllAsync(new PermitSelection { UserNodeId = NodeSamples.Partner }, Now.AddHours(2)).ConfigureAwait(false);
        Expect.Equal(Now, (await store.FindAsync("p-1").ConfigureAwait(false))?.RevokedAt, "When it was revoked");
    }

    private static async Task SelectedAsync(PermitStoreProbe store, PermitSelection selection, params string[] expected)
    {
        PermitRecord[] permits =
        [
            NodeSamples.Permit("a") with { ContractId = "c-1" },
            NodeSamples.Permit("b") with { ContractId = "C-1" },
            NodeSamples.Permit("c"),
            NodeSamples.Permit("d", NodeSamples.OtherPartner) with { ContractId = "c-1" },
        ];
        await store.AddAsync(permits).ConfigureAwait(false);
        Expect.Equal(expected.Length, await store.RevokeAllAsync(selection, Now.AddHours(1)).ConfigureAwait(false), "How many were revoked");
        foreach (PermitRecord permit in permits)
        {
            DateTimeOffset? revokedAt = expected.Contains(permit.PermitId) ? Now.AddHours(1) : null;
            Expect.Equal(revokedAt, (await store.FindAsync(permit.PermitId).ConfigureAwait(false))?.RevokedAt, $"When the permit {permit.PermitId} was revoked");
        }
    }

    private static async Task CountAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit("a"), NodeSamples.Permit("b")).ConfigureAwait(false);
        await store.RevokeAsync("a", Now).ConfigureAwait(false);
        var all = new PermitSelection { UserNodeId = NodeSamples.Partner };
        Expect.Equal(1, await store.RevokeAllAsync(all, Now).ConfigureAwait(false), "How many were revoked, where one was already");
        Expect.Equal(0, await store.RevokeAllAsync(all, Now).ConfigureAwait(false), "How many were revoked the second time");
    }

    private static async Task KeyAsync(PermitStoreProbe store)
    {
        await KeyIsAsync(store, Now, false, "before any permit").ConfigureAwait(false);
        await store.AddAsync(NodeSamples.Permit("none"), NodeSamples.Permit("other") with { KeyId = "KEY-1" }).ConfigureAwait(false);
        await KeyIsAsync(store, Now, false, "while only permits under no key and under another can be used").ConfigureAwait(false);
        await store.AddAsync(NodeSamples.Permit("own") with { KeyId = Key }).ConfigureAwait(false);
        await KeyIsAsync(store, NodeSamples.FarAway, true, "while a permit without limits can be used").ConfigureAwait(false);
    }

    private static async Task KeyEndsAsync(PermitStoreProbe store, PermitRecord permit)
    {
        await store.AddAsync(permit).ConfigureAwait(false);
        await KeyIsAsync(store, Now - NodeSamples.Millisecond, true, "a millisecond before the end").ConfigureAwait(false);
        await KeyIsAsync(store, Now, false, "at the end").ConfigureAwait(false);
    }

    private static async Task KeyRevokedAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit("a") with { KeyId = Key }, NodeSamples.Permit("b") with { KeyId = Key }).ConfigureAwait(false);
        await store.RevokeAsync("a", Now).ConfigureAwait(false);
        await KeyIsAsync(store, Now, true, "after the first of two permits was revoked").ConfigureAwait(false);
        await store.RevokeAsync("b", Now).ConfigureAwait(false);
        await KeyIsAsync(store, Now, false, "after both were revoked").ConfigureAwait(false);
    }

    private static async Task KeyUsedUpAsync(PermitStoreProbe store)
    {
        await store.AddAsync(NodeSamples.Permit() with { KeyId = Key, TimesLimit = 1 }).ConfigureAwait(false);
        await KeyIsAsync(store, Now, true, "before the last use").ConfigureAwait(false);
        await store.UseAsync("p-1", Now).ConfigureAwait(false);
        await KeyIsAsync(store, Now, false, "after the last use").ConfigureAwait(false);
    }

    private static async Task KeyIsAsync(PermitStoreProbe store, DateTimeOffset now, bool expected, string when) =>
        Expect.Equal(expected, await store.IsKeyInUseAsync(Key, now).ConfigureAwait(false), "Whether the key is in use " + when);
}
