using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>What was stored is given back as it was.</summary>
internal static class RoundTripRules
{
    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Contract_WithAllFields_ComesBackAsItWas", static store => ContractAsync(store, NodeSamples.FullContract())),
        new("Contract_WithRequiredFieldsOnly_ComesBackAsItWas", static store => ContractAsync(store, NodeSamples.Contract())),
        new("Contract_FieldsSetToNull_AreNull", static store => ClearedAsync(store, NodeSamples.FullContract(), NodeSamples.Contract("c-full"))),
        new("Contract_EveryStatusRoleAndTrust_ComesBackAsItWas", ContractValuesAsync),
        new("Audit_WithAllFields_ComesBackAsItWas", static store => AuditAsync(store, NodeSamples.FullAudit())),
        new("Audit_WithRequiredFieldsOnly_ComesBackAsItWas", static store => AuditAsync(store, NodeSamples.Audit())),
        new(
            "Audit_FieldsSetToNull_AreNull",
            static store => ClearedAsync(store, NodeSamples.FullAudit(), NodeSamples.Audit("a-full", resource: AuditResource.Model))),
        new("Audit_PermitWithoutLimits_ComesBackAsItWas", static store => AuditAsync(store, NodeSamples.FullAudit() with
        {
            ReceivedPermit = NodeSamples.FullAudit().ReceivedPermit! with { TimeLimit = null, TimesLimit = null },
        })),
        new("Audit_EveryStatusAndReason_ComesBackAsItWas", AuditValuesAsync),
        new("Message_WithAllFields_ComesBackAsItWas", static store => MessageAsync(store, NodeSamples.FullMessage())),
        new("Message_WithRequiredFieldsOnly_ComesBackAsItWas", static store => MessageAsync(store, NodeSamples.Message("m-1"))),
        new("Message_FieldsSetToNull_AreNull", MessageClearedAsync),
        new("Message_EveryKindStateAndResource_ComesBackAsItWas", MessageValuesAsync),
        new("List_Records_AreThoseThatAreFound", ListedAsync),
        new("Times_WithAnotherOffset_AreTheSameMoments", OffsetsAsync),
    ];

    private static async Task ContractAsync(NodeStoreProbe store, ContractRecord contract) =>
        Expect.Same(RecordFields.Contract, contract with { Version = contract.Version + 1 }, await store.PutAsync(contract).ConfigureAwait(false), "The contract");

    private static async Task AuditAsync(NodeStoreProbe store, AuditRecord audit) =>
        Expect.Same(RecordFields.Audit, audit with { Version = audit.Version + 1 }, await store.PutAsync(audit).ConfigureAwait(false), "The audit");

    private static async Task MessageAsync(NodeStoreProbe store, OutboxMessage message)
    {
        OutboxMessage stored = await store.PutAsync(message).ConfigureAwait(false);
        OutboxMessage expected = message with { Version = message.Version + 1, Sequence = message.Version == 0 ? stored.Sequence : message.Sequence };
        Expect.Same(RecordFields.Message, expected, stored, "The message");
    }

    private static async Task ClearedAsync(NodeStoreProbe store, ContractRecord full, ContractRecord bare)
    {
        ContractRecord stored = await store.PutAsync(full).ConfigureAwait(false);
        await ContractAsync(store, bare with { Version = stored.Version }).ConfigureAwait(false);
        await ContractAsync(store, full with { Version = stored.Version + 1 }).ConfigureAwait(false);
    }

    private static async Task ClearedAsync(NodeStoreProbe store, AuditRecord full, AuditRecord bare)
    {
        AuditRecord stored = await store.PutAsync(full).ConfigureAwait(false);
        await AuditAsync(store, bare with { Version = stored.Version }).ConfigureAwait(false);
        await AuditAsync(store, full with { Version = stored.Version + 1 }).ConfigureAwait(false);
    }

    private static async Task MessageClearedAsync(NodeStoreProbe store)
    {
        OutboxMessage stored = await store.PutAsync(NodeSamples.FullMessage()).ConfigureAwait(false);
        OutboxMessage cleared = stored with
        {
            State = OutboxState.Pending,
            Body = null,
            ClaimedUntil = null,
            ResentAt = null,
            LastFailure = null,
            EndedAt = null,
            TraceParent = null,
        };
        await MessageAsync(store, cleared).ConfigureAwait(false);
    }

    private static async Task ContractValuesAsync(NodeStoreProbe store)
    {
        foreach (ApprovalStatus status in Enum.GetValues<ApprovalStatus>())
        {
            foreach (PartyRole role in Enum.GetValues<PartyRole>())
            {
                await ContractAsync(store, NodeSamples.Contract($"{status}-{role}") with { Status = status, Role = role }).ConfigureAwait(false);
            }
        }

        foreach (TrustDecision trust in Enum.GetValues<TrustDecision>())
        {
            await ContractAsync(store, NodeSamples.Contract($"{trust}") with { Trust = trust }).ConfigureAwait(false);
        }
    }

    private static async Task AuditValuesAsync(NodeStoreProbe store)
    {
        foreach (ApprovalStatus status in Enum.GetValues<ApprovalStatus>())
        {
            foreach (AuditEndReason reason in Enum.GetValues<AuditEndReason>())
            {
                await AuditAsync(store, NodeSamples.Audit($"{status}-{reason}") with { Status = status, EndReason = reason }).ConfigureAwait(false);
            }
        }
    }

    private static async Task MessageValuesAsync(NodeStoreProbe store)
    {
        foreach (OutboxKind kind in Enum.GetValues<OutboxKind>())
        {
            foreach (OutboxState state in Enum.GetValues<OutboxState>())
            {
                await MessageAsync(store, NodeSamples.Message($"{kind}-{state}") with { Kind = kind, State = state }).ConfigureAwait(false);
            }
        }

        foreach (AuditResource resource in Enum.GetValues<AuditResource>())
        {
            await MessageAsync(store, NodeSamples.Message($"{resource}") with { Resource = resource, AuditId = "a-1" }).ConfigureAwait(false);
        }
    }

    private static async Task ListedAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.FullContract()).ConfigureAwait(false);
        AuditRecord audit = await store.PutAsync(NodeSamples.FullAudit()).ConfigureAwait(false);
        OutboxMessage message = await store.PutAsync(NodeSamples.FullMessage()).ConfigureAwait(false);

        IReadOnlyList<ContractRecord> contracts = await store.Store.ListContractsAsync(new ContractFilter(), store.Token).ConfigureAwait(false);
        IReadOnlyList<AuditRecord> audits = await store.Store.ListAuditsAsync(new AuditFilter(), store.Token).ConfigureAwait(false);
        IReadOnlyList<OutboxMessage> messages = await store.Store.ListMessagesAsync(new OutboxFilter(), store.Token).ConfigureAwait(false);
        Expect.Same(RecordFields.Contract, contract, contracts.SingleOrDefault(), "The contract in the list");
        Expect.Same(RecordFields.Audit, audit, audits.SingleOrDefault(), "The audit in the list");
        Expect.Same(RecordFields.Message, message, messages.SingleOrDefault(), "The message in the list");
    }

    private static async Task OffsetsAsync(NodeStoreProbe store)
    {
        DateTimeOffset there = NodeSamples.Now.ToOffset(TimeSpan.FromHours(8));
        await ContractAsync(
            store,
            NodeSamples.Contract() with { AppliedAt = there, ApprovedAt = there, EndedAt = there, PreviousUntil = there, DueAt = there }).ConfigureAwait(false);
        await AuditAsync(store, NodeSamples.Audit() with { AppliedAt = there, ApprovedAt = there, EndedAt = there, DueAt = there }).ConfigureAwait(false);
        await MessageAsync(
            store, NodeSamples.Message("m-1") with { CreatedAt = there, NextAttemptAt = there, ClaimedUntil = there, EndedAt = there }).ConfigureAwait(false);

        Expect.Sequence(["c-1"], await store.ListAsync(new ContractFilter { DueBy = there }).ConfigureAwait(false), "Contracts due by the same moment");
        Expect.Sequence(["a-1"], await store.ListAsync(new AuditFilter { DueBy = NodeSamples.Now }).ConfigureAwait(false), "Audits due by the same moment");
        Expect.Sequence(["m-1"], await store.ClaimIdsAsync(NodeSamples.Now).ConfigureAwait(false), "Messages due at the same moment");
    }
}
