using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>What is due is given to one caller, in the order of its lane, and when there is something due next.</summary>
internal static class ClaimRules
{
    private const int Claimers = 50;
    private static readonly DateTimeOffset Now = NodeSamples.Now;
    private static readonly DateTimeOffset Until = Now.AddMinutes(1);

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Claim_WithoutMessages_IsEmpty", static store => ClaimedAsync(store, Now)),
        new("Claim_ADueMessage_IsStoredAsClaimed", StoredAsync),
        new("Claim_BeforeItIsDue_IsEmptyToTheMillisecond", DueAsync),
        new("Claim_AClaimedMessage_IsGivenAgainWhenTheClaimRunsOut", RunsOutAsync),
        new("Claim_AClaimThatRanOut_RefusesWhoHadIt", TakenOverAsync),
        new("Claim_ALane_GivesItsFirstPendingMessageOnly", LaneAsync),
        new("Claim_ALaneWhoseFirstWaits_GivesNone", WaitingHeadAsync),
        new("Claim_AMessageThatIsResent_StandsInItsOldPlace", ResentAsync),
        new("Claim_AMessageThatIsResentWhileALaterOneIsUnderWay_WaitsForIt", ResentBesideClaimAsync),
        new("Claim_SeveralLanes_GiveTheLongestDueFirst", OrderAsync),
        new("Claim_PartnersThatAreLeftAlone_GiveNone", ExceptAsync),
        new("Claim_EndedMessages_AreNotGiven", EndedAsync),
        new("Claim_FiftyClaimers_EachMessageGoesToOne", ManyClaimersAsync),
        new("Claim_FiftyClaimersOfOneLane_OneGetsOneMessage", ManyClaimersOfOneLaneAsync),
        new("NextMessageAt_WithoutPendingMessages_IsNull", NothingNextAsync),
        new("NextMessageAt_IsWhenTheFirstOfALaneIsDue", NextAsync),
        new("NextMessageAt_OfAClaimedLane_IsTheEndOfTheClaim", NextClaimedAsync),
        new("NextMessageAt_LeavesPartnersAlone", NextExceptAsync),
    ];

    private static async Task ClaimedAsync(NodeStoreProbe store, DateTimeOffset now, params string[] expected) =>
        Expect.Sequence(expected, await store.ClaimIdsAsync(now).ConfigureAwait(false), $"What was claimed {(now - Now).TotalSeconds} s after the start");

    private static async Task StoredAsync(NodeStoreProbe store)
    {
        OutboxMessage due = NodeSamples.FullMessage() with { State = OutboxState.Pending, ClaimedUntil = null, NextAttemptAt = Now, EndedAt = null };
        OutboxMessage message = await store.PutAsync(due).ConfigureAwait(false);
        OutboxMessage? claimed = (await store.ClaimAsync(Now).ConfigureAwait(false)).SingleOrDefault();
        OutboxMessage expected = message with { ClaimedUntil = Until, Version = message.Version + 1 };
        Expect.Same(RecordFields.Message, expected, claimed, "A message as the claim gives it");
        Expect.Same(RecordFields.Message, expected, await store.FindAsync(message.MessageId).ConfigureAwait(false), "The message as it is stored then");
        await store.CommitAsync(
            new NodeChange { At = Now, Messages = [expected with { State = OutboxState.Delivered, Body = null }] },
            "The delivery, by who claimed it").ConfigureAwait(false);
    }

    private static async Task DueAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        await ClaimedAsync(store, Now - NodeSamples.Millisecond).ConfigureAwait(false);
        await ClaimedAsync(store, Now, "m-1").ConfigureAwait(false);
    }

    private static async Task RunsOutAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        await ClaimedAsync(store, Now, "m-1").ConfigureAwait(false);
        await ClaimedAsync(store, Now).ConfigureAwait(false);
        await ClaimedAsync(store, Until - NodeSamples.Millisecond).ConfigureAwait(false);
        await ClaimedAsync(store, Until, "m-1").ConfigureAwait(false);
    }

    private static async Task TakenOverAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        OutboxMessage first = (await store.ClaimAsync(Now).ConfigureAwait(false)).Single();
        OutboxMessage second = (await store.ClaimAsync(Until).ConfigureAwait(false)).Single();
        await store.RefuseAsync(
            new NodeChange { At = Until, Messages = [first with { State = OutboxState.Delivered }] },
            "A change by who had the claim that ran out").ConfigureAwait(false);
        await store.CommitAsync(
            new NodeChange { At = Until, Messages = [second with { State = OutboxState.Delivered }] }, "A change by who has the claim now").ConfigureAwait(false);
    }

    private static async Task LaneAsync(NodeStoreProbe store)
    {
        foreach (string id in new[] { "first", "second", "third" })
        {
            await store.PutAsync(NodeSamples.Message(id)).ConfigureAwait(false);
        }

        await ClaimedAsync(store, Now, "first").ConfigureAwait(false);
        await ClaimedAsync(store, Now).ConfigureAwait(false);
        await EndAsync(store, "first", OutboxState.Delivered).ConfigureAwait(false);
        await ClaimedAsync(store, Now, "second").ConfigureAwait(false);
        await EndAsync(store, "second", OutboxState.Dead).ConfigureAwait(false);
        await ClaimedAsync(store, Now, "third").ConfigureAwait(false);
        await EndAsync(store, "third", OutboxState.Delivered).ConfigureAwait(false);
        await ClaimedAsync(store, Now.AddDays(1)).ConfigureAwait(false);
    }

    private static async Task WaitingHeadAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("first") with { NextAttemptAt = Now.AddHours(1) }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("second")).ConfigureAwait(false);
        await ClaimedAsync(store, Now).ConfigureAwait(false);
        await ClaimedAsync(store, Now.AddHours(1), "first").ConfigureAwait(false);
    }

    private static async Task ResentAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("first")).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("second")).ConfigureAwait(false);
        await EndAsync(store, "first", OutboxState.Dead).ConfigureAwait(false);
        await ResendAsync(store, "first").ConfigureAwait(false);
        await ClaimedAsync(store, Now, "first").ConfigureAwait(false);
        await EndAsync(store, "first", OutboxState.Delivered).ConfigureAwait(false);
        await ClaimedAsync(store, Now, "second").ConfigureAwait(false);
    }

    private static async Task ResentBesideClaimAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("first")).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("second")).ConfigureAwait(false);
        await EndAsync(store, "first", OutboxState.Dead).ConfigureAwait(false);
        await ClaimedAsync(store, Now, "second").ConfigureAwait(false);
        await ResendAsync(store, "first").ConfigureAwait(false);
        await ClaimedAsync(store, Now).ConfigureAwait(false);
        Expect.Equal(Until, await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next");
        await EndAsync(store, "second", OutboxState.Delivered).ConfigureAwait(false);
        Expect.Equal(Now, await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, once the other was delivered");
        await ClaimedAsync(store, Now, "first").ConfigureAwait(false);
    }

    private static async Task OrderAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("a", "lane c")).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("b", "lane b") with { NextAttemptAt = Now.AddHours(-2) }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("c", "lane a") with { NextAttemptAt = Now.AddHours(-1) }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("d", "lane 0")).ConfigureAwait(false);
        Expect.Sequence(["b", "c"], await store.ClaimIdsAsync(Now, take: 2).ConfigureAwait(false), "The two that are claimed first");
        Expect.Sequence(["a", "d"], await store.ClaimIdsAsync(Now, take: 3).ConfigureAwait(false), "What is left, of the same time");
    }

    private static async Task ExceptAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("a")).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("b", "lane 2", NodeSamples.OtherPartner)).ConfigureAwait(false);
        Expect.Sequence(
            ["b"], await store.ClaimIdsAsync(Now, take: 1, NodeSamples.Partner, "nobody").ConfigureAwait(false), "What is claimed without the one partner");
        Expect.Sequence(
            [], await store.ClaimIdsAsync(Now, 100, NodeSamples.Partner, NodeSamples.OtherPartner).ConfigureAwait(false), "What is claimed without both");
        await ClaimedAsync(store, Now, "a").ConfigureAwait(false);
    }

    private static async Task EndedAsync(NodeStoreProbe store)
    {
        foreach (OutboxState state in new[] { OutboxState.Delivered, OutboxState.Superseded, OutboxState.Dead })
        {
            await store.PutAsync(NodeSamples.Message($"{state}", $"lane {state}") with { State = state }).ConfigureAwait(false);
        }

        await ClaimedAsync(store, Now.AddDays(1)).ConfigureAwait(false);
    }

    private static async Task ManyClaimersAsync(NodeStoreProbe store)
    {
        const int Messages = 200;
        await store.CommitAsync(new NodeChange
        {
            At = Now,
            Messages = [.. Enumerable.Range(0, Messages).Select(static number => NodeSamples.Message($"m-{number}", $"lane {number}"))],
        }).ConfigureAwait(false);

        string[][] claimed = await Crowd.RunAsync(Claimers, async _ =>
        {
            var own = new List<string>();
            while (await store.ClaimIdsAsync(Now, take: 3).ConfigureAwait(false) is { Length: > 0 } ids)
            {
                own.AddRange(ids);
            }

            return own.ToArray();
        }).ConfigureAwait(false);
        string[] all = [.. claimed.SelectMany(static ids => ids)];
        Expect.Equal(all.Length, all.Distinct().Count(), "How many of the messages that were claimed are different ones");

        // A claimer may find nothing while others are at it: what was passed over is still there.
        string[] left = await store.ClaimIdsAsync(Now, take: 1000).ConfigureAwait(false);
        Expect.Equal(Messages, all.Concat(left).Distinct().Count(), "How many messages were claimed in the end");
    }

    private static async Task ManyClaimersOfOneLaneAsync(NodeStoreProbe store)
    {
        foreach (string id in new[] { "first", "second", "third" })
        {
            await store.PutAsync(NodeSamples.Message(id)).ConfigureAwait(false);
            await store.PutAsync(NodeSamples.Message(id + " of another", "lane 2")).ConfigureAwait(false);
        }

        string[][] claimed = await Crowd.RunAsync(Claimers, _ => store.ClaimIdsAsync(Now)).ConfigureAwait(false);
        string[] all = [.. claimed.SelectMany(static ids => ids), .. await store.ClaimIdsAsync(Now).ConfigureAwait(false)];
        Expect.Sequence(["first", "first of another"], all.Order(StringComparer.Ordinal), "What was claimed of two lanes");
    }

    private static async Task NothingNextAsync(NodeStoreProbe store)
    {
        Expect.Null(await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, in an empty outbox");
        await EndedAsync(store).ConfigureAwait(false);
        Expect.Null(await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, where all has ended");
    }

    private static async Task NextAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("head") with { NextAttemptAt = Now.AddHours(3) }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("behind it") with { NextAttemptAt = Now.AddHours(1) }).ConfigureAwait(false);
        Expect.Equal(Now.AddHours(3), await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, in one lane");
        await store.PutAsync(NodeSamples.Message("other head", "lane 2") with { NextAttemptAt = Now.AddHours(2) + NodeSamples.Millisecond }).ConfigureAwait(false);
        Expect.Equal(
            Now.AddHours(2) + NodeSamples.Millisecond, await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, in two lanes");
        await EndAsync(store, "head", OutboxState.Dead).ConfigureAwait(false);
        Expect.Equal(Now.AddHours(1), await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, once the head was given up");
    }

    private static async Task NextClaimedAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        await store.ClaimAsync(Now).ConfigureAwait(false);
        Expect.Equal(Until, await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, while all is claimed");
        OutboxMessage claimed = Expect.NotNull(await store.FindAsync("m-1").ConfigureAwait(false), "The message");
        await store.PutAsync(claimed with { ClaimedUntil = null, NextAttemptAt = Now.AddSeconds(1) }).ConfigureAwait(false);
        Expect.Equal(Now.AddSeconds(1), await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next, once the claim was given back");
    }

    private static async Task NextExceptAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("a")).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("b", "lane 2", NodeSamples.OtherPartner) with { NextAttemptAt = Now.AddHours(1) }).ConfigureAwait(false);
        Expect.Equal(Now.AddHours(1), await store.NextMessageAtAsync(NodeSamples.Partner, "nobody").ConfigureAwait(false), "When there is something for the others");
        Expect.Null(await store.NextMessageAtAsync(NodeSamples.Partner, NodeSamples.OtherPartner).ConfigureAwait(false), "When there is something for nobody");
    }

    private static async Task EndAsync(NodeStoreProbe store, string messageId, OutboxState state)
    {
        OutboxMessage message = Expect.NotNull(await store.FindAsync(messageId).ConfigureAwait(false), "A message that was stored");
        await store.PutAsync(message with { State = state, ClaimedUntil = null, EndedAt = Now }).ConfigureAwait(false);
    }

    private static async Task ResendAsync(NodeStoreProbe store, string messageId)
    {
        OutboxMessage message = Expect.NotNull(await store.FindAsync(messageId).ConfigureAwait(false), "A message that was stored");
        await store.PutAsync(message with { State = OutboxState.Pending, EndedAt = null, NextAttemptAt = Now }).ConfigureAwait(false);
    }
}
