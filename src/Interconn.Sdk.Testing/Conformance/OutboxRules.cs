using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>How messages come into the outbox, stand in their order, and are superseded and hastened.</summary>
internal static class OutboxRules
{
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Sequence_OfNewMessages_IsTheStoresAndRises", SequenceAsync),
        new("Sequence_OfAChangedMessage_Stays", SequenceStaysAsync),
        new("Supersede_PendingAndDeadMessagesOfTheLane_LoseContentAndClaim", SupersedeAsync),
        new("Supersede_OtherMessages_Stay", SupersedeOthersAsync),
        new("Supersede_MessagesOfTheSameChange_AreStoredAsGiven", SupersedeAndWriteAsync),
        new("Supersede_AClaimedMessage_RefusesWhoeverClaimedIt", SupersedeClaimedAsync),
        new("Supersede_ALaneWithoutMessages_IsMade", static store => store.CommitAsync(new NodeChange { At = Now, SupersededLanes = ["lane 9"] })),
        new("ListMessages_WithoutAFilter_AreAllInTheirOrder", static store => FilteredAsync(store, new(), "m-1", "m-2", "m-3", "m-4", "m-5")),
        new("ListMessages_ByPartner", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner }, "m-1", "m-3", "m-4", "m-5")),
        new("ListMessages_ByState", static store => FilteredAsync(store, new() { State = OutboxState.Dead }, "m-2", "m-4")),
        new("ListMessages_ByLane", static store => FilteredAsync(store, new() { Lane = "lane 1" }, "m-1", "m-3")),
        new(
            "ListMessages_ByAllParts",
            static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner, State = OutboxState.Pending, Lane = "lane 1" }, "m-1")),
        new("ListMessages_ByPages_HaveEachOnce", PagesAsync),
        new("CountMessages_OfEachState_AreThoseThatTheListHas", CountAsync),
        new("Hasten_WaitingMessagesOfThePartner_AreDueNow", HastenAsync),
        new("Hasten_MessagesThatAreDueOrEnded_Stay", HastenOthersAsync),
        new("Hasten_ClaimedMessages_StayClaimed", HastenClaimedAsync),
    ];

    private static async Task SequenceAsync(NodeStoreProbe store)
    {
        await store.CommitAsync(new NodeChange
        {
            At = Now,
            Messages = [NodeSamples.Message("z") with { Sequence = 700 }, NodeSamples.Message("y", "lane 2"), NodeSamples.Message("x", "lane 3")],
        }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("a") with { Sequence = 1, CreatedAt = Now.AddDays(-1) }).ConfigureAwait(false);

        Expect.Sequence(["z", "y", "x", "a"], await store.ListAsync(new OutboxFilter()).ConfigureAwait(false), "The messages in the order in which they were written");
        IReadOnlyList<OutboxMessage> messages = await store.Store.ListMessagesAsync(new OutboxFilter(), store.Token).ConfigureAwait(false);
        long[] sequences = [.. messages.Select(static message => message.Sequence)];
        Expect.Sequence(sequences.Order().Distinct(), sequences, "Their sequences");
    }

    private static async Task CountAsync(NodeStoreProbe store)
    {
        await FilteredAsync(store, new(), "m-1", "m-2", "m-3", "m-4", "m-5").ConfigureAwait(false);
        foreach (OutboxState state in Enum.GetValues<OutboxState>())
        {
            int listed = (await store.Store.ListMessagesAsync(new OutboxFilter { State = state }, store.Token).ConfigureAwait(false)).Count;
            Expect.Equal(listed, await store.Store.CountMessagesAsync(state, store.Token).ConfigureAwait(false), $"The messages that are {state}");
        }
    }

    private static async Task SequenceStaysAsync(NodeStoreProbe store)
    {
        OutboxMessage first = await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Message("m-2")).ConfigureAwait(false);
        OutboxMessage changed = await store.PutAsync(first with { Attempts = 1, Sequence = 999 }).ConfigureAwait(false);
        Expect.Equal(first.Sequence, changed.Sequence, "The sequence of a changed message");
        Expect.Sequence(["m-1", "m-2"], await store.ListAsync(new OutboxFilter()).ConfigureAwait(false), "The messages in their order");
    }

    private static async Task SupersedeAsync(NodeStoreProbe store)
    {
        OutboxMessage one = await store.PutAsync(NodeSamples.Message("m-1") with { Body = "{}", ClaimedUntil = Now.AddHours(2), Attempts = 3 }).ConfigureAwait(false);
        OutboxMessage two = await store.PutAsync(NodeSamples.Message("m-2") with { Body = "{}" }).ConfigureAwait(false);
        OutboxMessage dead = await store.PutAsync(NodeSamples.Message("m-3") with { Body = "{}", State = OutboxState.Dead, EndedAt = Now }).ConfigureAwait(false);
        await SupersedeAsync(store, "lane 1").ConfigureAwait(false);
        foreach (OutboxMessage before in new[] { one, two, dead })
        {
            OutboxMessage expected = before with
            {
                State = OutboxState.Superseded,
                EndedAt = Now.AddHours(1),
                Body = null,
                ClaimedUntil = null,
                Version = before.Version + 1,
            };
            Expect.Same(RecordFields.Message, expected, await store.FindAsync(before.MessageId).ConfigureAwait(false), "A superseded message");
        }
    }

    private static async Task SupersedeOthersAsync(NodeStoreProbe store)
    {
        OutboxMessage[] others =
        [
            await store.PutAsync(NodeSamples.Message("delivered") with { State = OutboxState.Delivered, EndedAt = Now }).ConfigureAwait(false),
            await store.PutAsync(NodeSamples.Message("superseded") with { State = OutboxState.Superseded, EndedAt = Now }).ConfigureAwait(false),
            await store.PutAsync(NodeSamples.Message("another lane", "LANE 1") with { Body = "{}" }).ConfigureAwait(false),
        ];
        await SupersedeAsync(store, "lane 1").ConfigureAwait(false);
        foreach (OutboxMessage other in others)
        {
            Expect.Same(RecordFields.Message, other, await store.FindAsync(other.MessageId).ConfigureAwait(false), "A message that is neither pending nor dead in the lane");
        }
    }

    private static async Task SupersedeAndWriteAsync(NodeStoreProbe store)
    {
        OutboxMessage old = await store.PutAsync(NodeSamples.Message("old")).ConfigureAwait(false);
        OutboxMessage given = await store.PutAsync(NodeSamples.Message("given")).ConfigureAwait(false);
        await store.CommitAsync(new NodeChange
        {
            At = Now.AddHours(1),
            SupersededLanes = ["lane 1"],
            Messages = [NodeSamples.Message("new") with { Body = "{}" }, given with { State = OutboxState.Dead, Body = "{}", LastCode = 40901 }],
        }).ConfigureAwait(false);

        Expect.Equal(OutboxState.Superseded, (await store.FindAsync(old.MessageId).ConfigureAwait(false))?.State, "The state of a message that waited");
        OutboxMessage? written = await store.FindAsync("new").ConfigureAwait(false);
        Expect.Same(
            RecordFields.Message,
            NodeSamples.Message("new") with { Body = "{}", Version = 1, Sequence = written?.Sequence ?? 0 },
            written,
            "A new message of the change that supersedes its lane");
        OutboxMessage? changed = await store.FindAsync("given").ConfigureAwait(false);
        Expect.Equal((OutboxState.Dead, "{}", 40901), (changed?.State, changed?.Body, changed?.LastCode), "A message that the change brings itself");
        Expect.Sequence(["new"], await store.ClaimIdsAsync(Now).ConfigureAwait(false), "What is left to send");
    }

    private static async Task SupersedeClaimedAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        OutboxMessage claimed = (await store.ClaimAsync(Now).ConfigureAwait(false)).Single();
        await SupersedeAsync(store, "lane 1").ConfigureAwait(false);
        await store.RefuseAsync(
            new NodeChange { At = Now, Messages = [claimed with { State = OutboxState.Delivered }] },
            "The delivery of a message that was superseded meanwhile").ConfigureAwait(false);
        Expect.Equal(OutboxState.Superseded, (await store.FindAsync("m-1").ConfigureAwait(false))?.State, "Its state");
    }

    private static Task SupersedeAsync(NodeStoreProbe store, string lane) => store.CommitAsync(new NodeChange { At = Now.AddHours(1), SupersededLanes = [lane] });

    private static async Task StoreAsync(NodeStoreProbe store)
    {
        OutboxMessage[] messages =
        [
            NodeSamples.Message("m-1"),
            NodeSamples.Message("m-2", "lane 2", NodeSamples.OtherPartner) with { State = OutboxState.Dead },
            NodeSamples.Message("m-3") with { State = OutboxState.Delivered },
            NodeSamples.Message("m-4", "lane 4") with { State = OutboxState.Dead },
            NodeSamples.Message("m-5", "lane 5"),
        ];
        foreach (OutboxMessage message in messages)
        {
            await store.PutAsync(message).ConfigureAwait(false);
        }
    }

    private static async Task FilteredAsync(NodeStoreProbe store, OutboxFilter filter, params string[] expected)
    {
        await StoreAsync(store).ConfigureAwait(false);
        Expect.Sequence(expected, await store.ListAsync(filter).ConfigureAwait(false), "The messages in the list");
    }

    private static async Task PagesAsync(NodeStoreProbe store)
    {
        await FilteredAsync(store, new OutboxFilter { Take = 2 }, "m-1", "m-2").ConfigureAwait(false);
        Expect.Sequence(["m-3", "m-4"], await store.ListAsync(new OutboxFilter { Skip = 2, Take = 2 }).ConfigureAwait(false), "The second page");
        Expect.Sequence(["m-5"], await store.ListAsync(new OutboxFilter { Skip = 4, Take = int.MaxValue }).ConfigureAwait(false), "The last page");
        Expect.Sequence([], await store.ListAsync(new OutboxFilter { Skip = 5 }).ConfigureAwait(false), "What is after it");
    }

    private static async Task HastenAsync(NodeStoreProbe store)
    {
        OutboxMessage head = await store.PutAsync(NodeSamples.Message("head") with { NextAttemptAt = Now.AddHours(1) }).ConfigureAwait(false);
        OutboxMessage next = await store.PutAsync(NodeSamples.Message("next") with { NextAttemptAt = Now + NodeSamples.Millisecond }).ConfigureAwait(false);
        Expect.Equal(2, await store.HastenAsync(NodeSamples.Partner, Now).ConfigureAwait(false), "How many were brought forward");
        Expect.Equal(0, await store.HastenAsync(NodeSamples.Partner, Now).ConfigureAwait(false), "How many were brought forward once they were due");
        foreach (OutboxMessage before in new[] { head, next })
        {
            OutboxMessage? after = await store.FindAsync(before.MessageId).ConfigureAwait(false);
            Expect.Same(
                RecordFields.Message, before with { NextAttemptAt = Now, Version = before.Version + 1 }, after, "A message that was brought forward");
        }

        Expect.Equal(Now, await store.NextMessageAtAsync().ConfigureAwait(false), "When there is something to send next");
        Expect.Sequence(["head"], await store.ClaimIdsAsync(Now).ConfigureAwait(false), "What is due now");
    }

    private static async Task HastenOthersAsync(NodeStoreProbe store)
    {
        OutboxMessage[] others =
        [
            await store.PutAsync(NodeSamples.Message("due") with { NextAttemptAt = Now.AddHours(-1) }).ConfigureAwait(false),
            await store.PutAsync(NodeSamples.Message("other", "lane 2", NodeSamples.OtherPartner) with { NextAttemptAt = Now.AddHours(1) }).ConfigureAwait(false),
            await store.PutAsync(NodeSamples.Message("dead", "lane 3") with { State = OutboxState.Dead, NextAttemptAt = Now.AddHours(1) }).ConfigureAwait(false),
        ];
        Expect.Equal(0, await store.HastenAsync(NodeSamples.Partner, Now).ConfigureAwait(false), "How many were brought forward");
        foreach (OutboxMessage other in others)
        {
            Expect.Same(RecordFields.Message, other, await store.FindAsync(other.MessageId).ConfigureAwait(false), "A message that is not to be brought forward");
        }
    }

    private static async Task HastenClaimedAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Message("m-1") with { NextAttemptAt = Now.AddHours(1), ClaimedUntil = Now.AddMinutes(1) }).ConfigureAwait(false);
        await store.HastenAsync(NodeSamples.Partner, Now).ConfigureAwait(false);
        Expect.Equal(Now.AddMinutes(1), (await store.FindAsync("m-1").ConfigureAwait(false))?.ClaimedUntil, "The end of the claim");
        Expect.Sequence([], await store.ClaimIdsAsync(Now).ConfigureAwait(false), "What others get before the end of the claim");
        Expect.Sequence(["m-1"], await store.ClaimIdsAsync(Now.AddMinutes(1)).ConfigureAwait(false), "What others get at the end of the claim");
    }
}
