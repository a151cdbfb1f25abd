using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>When there is something to look at, and what may be forgotten.</summary>
internal static class UpkeepRules
{
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("NextDueAt_WhereNothingIsDue_IsNull", NothingDueAsync),
        new("NextDueAt_IsTheEarliestOfContractsAndAudits", EarliestAsync),
        new("NextDueAt_AfterAChange_GoesByWhatIsStored", ChangedAsync),
        new("Prune_MessagesDeliveredOrSupersededBefore_AreForgotten", MessagesAsync),
        new("Prune_ContractsNeverApprovedThatEndedBefore_AreForgotten", ContractsAsync),
        new("Prune_Audits_Stay", AuditsAsync),
        new("Prune_WhatWasForgotten_CanBeNewAgain", NewAgainAsync),
    ];

    private static async Task NothingDueAsync(NodeStoreProbe store)
    {
        Expect.Null(await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, in an empty store");
        await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false);
        Expect.Null(await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, where nothing has a date");
    }

    private static async Task EarliestAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Audit("a-1") with { DueAt = Now.AddHours(3) }).ConfigureAwait(false);
        Expect.Equal(Now.AddHours(3), await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, by an audit");
        await store.PutAsync(NodeSamples.Contract("c-1") with { DueAt = Now.AddHours(2) }).ConfigureAwait(false);
        Expect.Equal(Now.AddHours(2), await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, by a contract");
        await store.PutAsync(NodeSamples.Contract("c-2") with { DueAt = Now.AddHours(4) }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Audit("a-2") with { DueAt = Now + NodeSamples.Millisecond }).ConfigureAwait(false);
        Expect.Equal(Now + NodeSamples.Millisecond, await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, by the other audit");
    }

    private static async Task ChangedAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract() with { DueAt = Now }).ConfigureAwait(false);
        contract = await store.PutAsync(contract with { DueAt = Now.AddHours(1) }).ConfigureAwait(false);
        Expect.Equal(Now.AddHours(1), await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, after it was put off");
        await store.PutAsync(contract with { DueAt = null }).ConfigureAwait(false);
        Expect.Null(await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, after the date was cleared");
    }

    private static async Task MessagesAsync(NodeStoreProbe store)
    {
        foreach (OutboxState state in Enum.GetValues<OutboxState>())
        {
            await store.PutAsync(
                NodeSamples.Message($"{state} before", $"lane {state}") with { State = state, EndedAt = Now - NodeSamples.Millisecond }).ConfigureAwait(false);
            await store.PutAsync(NodeSamples.Message($"{state} then", $"lane {state}") with { State = state, EndedAt = Now }).ConfigureAwait(false);
        }

        Expect.Equal(2, await store.PruneAsync(Now).ConfigureAwait(false), "How many messages were forgotten");
        Expect.Sequence(
            ["Pending before", "Pending then", "Delivered then", "Superseded then", "Dead before", "Dead then"],
            await store.ListAsync(new OutboxFilter()).ConfigureAwait(false),
            "The messages that stay");
        Expect.Null(await store.FindAsync("Delivered before").ConfigureAwait(false), "A message that was forgotten");
    }

    private static async Task ContractsAsync(NodeStoreProbe store)
    {
        DateTimeOffset before = Now - NodeSamples.Millisecond;
        ContractRecord[] contracts =
        [
            NodeSamples.Contract("rejected before") with { Status = ApprovalStatus.Rejected, EndedAt = before, DueAt = before },
            NodeSamples.Contract("withdrawn before") with { Status = ApprovalStatus.Terminated, EndedAt = before },
            NodeSamples.Contract("rejected then") with { Status = ApprovalStatus.Rejected, EndedAt = Now },
            NodeSamples.Contract("approved once") with { Status = ApprovalStatus.Terminated, ApprovedAt = before, EndedAt = before },
            NodeSamples.Contract("open") with { AppliedAt = Now.AddDays(-300) },
        ];
        foreach (ContractRecord contract in contracts)
        {
            await store.PutAsync(contract).ConfigureAwait(false);
        }

        Expect.Equal(2, await store.PruneAsync(Now).ConfigureAwait(false), "How many contracts were forgotten");
        string[] left = await store.ListAsync(new ContractFilter()).ConfigureAwait(false);
        Expect.Sequence(["approved once", "open", "rejected then"], left.Order(StringComparer.Ordinal), "The contracts that stay");
        Expect.Null(await store.FindAsync(contracts[0].Key).ConfigureAwait(false), "A contract that was forgotten");
        Expect.Null(await store.NextDueAtAsync().ConfigureAwait(false), "When something is due next, since what was due was forgotten");
        Expect.Equal(0, await store.PruneAsync(Now).ConfigureAwait(false), "How many were forgotten the second time");
    }

    private static async Task AuditsAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Audit() with { Status = ApprovalStatus.Rejected, EndedAt = Now.AddDays(-300) }).ConfigureAwait(false);
        Expect.Equal(0, await store.PruneAsync(Now).ConfigureAwait(false), "How many audits were forgotten");
        Expect.Sequence(["a-1"], await store.ListAsync(new AuditFilter()).ConfigureAwait(false), "The audits that stay");
    }

    private static async Task NewAgainAsync(NodeStoreProbe store)
    {
        ContractRecord contract = NodeSamples.Contract() with { Status = ApprovalStatus.Rejected, EndedAt = Now.AddDays(-1) };
        OutboxMessage message = NodeSamples.Message("m-1") with { State = OutboxState.Delivered, EndedAt = Now.AddDays(-1) };
        OutboxMessage before = await store.PutAsync(message).ConfigureAwait(false);
        await store.PutAsync(contract).ConfigureAwait(false);
        Expect.Equal(2, await store.PruneAsync(Now).ConfigureAwait(false), "How many records were forgotten");

        Expect.Equal(1, (await store.PutAsync(contract).ConfigureAwait(false)).Version, "The version of a contract that is new again");
        OutboxMessage after = await store.PutAsync(message).ConfigureAwait(false);
        Expect.True(after.Sequence > before.Sequence, "A message that is new again stands above all before");
    }
}
