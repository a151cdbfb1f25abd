using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A transition is made as a whole or not at all.</summary>
internal static class WholeChangeRules
{
    private static readonly DateTimeOffset Later = NodeSamples.Now.AddHours(1);

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Commit_AllParts_WritesThemAll", EverythingAsync),
        new("Commit_NewPermit_IsFoundWithAllItsFields", NewPermitAsync),
        new("Commit_RevokedPermits_AreThoseOfEachSelection", RevokedAsync),
        Refused("NewContractExists", static (change, stored) => change with { Contracts = [.. change.Contracts, stored.Other with { Version = 0 }] }),
        Refused("ContractChangedMeanwhile", static (change, stored) => change with { Contracts = [.. change.Contracts, stored.Other with { Version = 1 }] }),
        Refused("RestsOnAContractThatChanged", static (change, stored) => change with { RestsOn = [stored.Other with { Version = 1 }] }),
        Refused("NewAuditExists", static (change, stored) => change with { Audits = [.. change.Audits, stored.OtherAudit with { Version = 0 }] }),
        Refused("AuditChangedMeanwhile", static (change, stored) => change with { Audits = [.. change.Audits, stored.OtherAudit with { Version = 1 }] }),
        Refused("NewMessageExists", static (change, stored) => change with { Messages = [.. change.Messages, stored.OtherMessage with { Version = 0 }] }),
        Refused("MessageChangedMeanwhile", static (change, stored) => change with { Messages = [.. change.Messages, stored.OtherMessage with { Version = 1 }] }),
        Refused("FirstPermitExists", static (change, _) => change with { NewPermits = [NodeSamples.Permit("p-old"), .. change.NewPermits] }),
        Refused("LastPermitExists", static (change, _) => change with { NewPermits = [.. change.NewPermits, NodeSamples.Permit("p-old")] }),
    ];

    private static Rule<NodeStoreProbe> Refused(string why, Func<NodeChange, StoredBefore, NodeChange> spoil) => new(
        $"Commit_{why}_LeavesEverythingElseUnwritten",
        async store =>
        {
            StoredBefore stored = await StoreAsync(store).ConfigureAwait(false);
            await store.RefuseAsync(spoil(ChangeOf(stored), stored), "A change of which one part cannot be made").ConfigureAwait(false);
            await ExpectAsync(store, stored, isMade: false).ConfigureAwait(false);

            // And nothing of it stands in the way of the next.
            await store.CommitAsync(ChangeOf(stored), "The same change without that part").ConfigureAwait(false);
            await ExpectAsync(store, stored, isMade: true).ConfigureAwait(false);
        });

    private static async Task EverythingAsync(NodeStoreProbe store)
    {
        StoredBefore stored = await StoreAsync(store).ConfigureAwait(false);
        await store.CommitAsync(ChangeOf(stored)).ConfigureAwait(false);
        await ExpectAsync(store, stored, isMade: true).ConfigureAwait(false);
    }

    private static async Task NewPermitAsync(NodeStoreProbe store)
    {
        PermitRecord[] permits = [NodeSamples.FullPermit(), NodeSamples.Permit()];
        await store.CommitAsync(new NodeChange { At = Later, NewPermits = permits }).ConfigureAwait(false);
        foreach (PermitRecord permit in permits)
        {
            Expect.Same(RecordFields.Permit, permit, await store.FindPermitAsync(permit.PermitId).ConfigureAwait(false), "A permit that a transition issued");
        }
    }

    private static async Task RevokedAsync(NodeStoreProbe store)
    {
        PermitRecord[] permits =
        [
            NodeSamples.Permit("by-id"),
            NodeSamples.Permit("by-contract") with { ContractId = "c-1" },
            NodeSamples.Permit("by-user", NodeSamples.OtherPartner),
            NodeSamples.Permit("stays"),
            NodeSamples.Permit("stays-too") with { ContractId = "c-2" },
        ];
        await store.CommitAsync(new NodeChange { At = NodeSamples.Now, NewPermits = permits }).ConfigureAwait(false);
        await store.CommitAsync(new NodeChange
        {
            At = Later,
            RevokedPermits =
            [
                new PermitSelection { UserNodeId = NodeSamples.Partner, PermitId = "by-id" },
                new PermitSelection { UserNodeId = NodeSamples.Partner, ContractId = "c-1" },
                new PermitSelection { UserNodeId = NodeSamples.OtherPartner },
            ],
        }).ConfigureAwait(false);

        foreach (PermitRecord permit in permits)
        {
            bool stays = permit.PermitId.StartsWith("stays", StringComparison.Ordinal);
            PermitRecord? found = await store.FindPermitAsync(permit.PermitId).ConfigureAwait(false);
            Expect.Same(RecordFields.Permit, permit with { RevokedAt = stays ? null : Later }, found, $"The permit {permit.PermitId}");
        }
    }

    private static async Task<StoredBefore> StoreAsync(NodeStoreProbe store)
    {
        await store.CommitAsync(new NodeChange
        {
            At = NodeSamples.Now,
            NewPermits = [NodeSamples.Permit("p-old")],
            Messages = [NodeSamples.Message("m-old", "lane"), NodeSamples.Message("m-changed", "another lane")],
        }).ConfigureAwait(false);

        // The version that the others have is 2, so that 1 is one that they had.
        ContractRecord other = await store.PutAsync(NodeSamples.Contract("c-other")).ConfigureAwait(false);
        AuditRecord otherAudit = await store.PutAsync(NodeSamples.Audit("a-other")).ConfigureAwait(false);
        OutboxMessage otherMessage = await store.PutAsync(NodeSamples.Message("m-other", "a third lane")).ConfigureAwait(false);
        return new StoredBefore(
            await store.PutAsync(NodeSamples.Contract("c-old")).ConfigureAwait(false),
            await store.PutAsync(NodeSamples.Audit("a-old")).ConfigureAwait(false),
            Expect.NotNull(await store.FindAsync("m-old").ConfigureAwait(false), "The message that is to be superseded"),
            Expect.NotNull(await store.FindAsync("m-changed").ConfigureAwait(false), "The message that is to be changed"),
            await store.PutAsync(other).ConfigureAwait(false),
            await store.PutAsync(otherAudit).ConfigureAwait(false),
            await store.PutAsync(otherMessage).ConfigureAwait(false));
    }

    private static NodeChange ChangeOf(StoredBefore stored) => new()
    {
        At = Later,
        Contracts = [NodeSamples.Contract("c-new"), stored.Contract with { Status = ApprovalStatus.Approved }],
        Audits = [NodeSamples.Audit("a-new"), stored.Audit with { Status = ApprovalStatus.Approved }],
        Messages = [NodeSamples.Message("m-new", "lane"), stored.Changed with { Attempts = 1 }],
        SupersededLanes = ["lane"],
        NewPermits = [NodeSamples.Permit("p-new")],
        RevokedPermits = [new PermitSelection { UserNodeId = NodeSamples.Partner, PermitId = "p-old" }],
    };

    private static async Task ExpectAsync(NodeStoreProbe store, StoredBefore stored, bool isMade)
    {
        string when = isMade ? "after a change that was made" : "after a change that was refused";
        Expect.Equal(isMade, await store.FindAsync(NodeSamples.Contract("c-new").Key).ConfigureAwait(false) is not null, "A new contract is there " + when);
        Expect.Equal(isMade, await store.FindAsync(NodeSamples.Audit("a-new").Key).ConfigureAwait(false) is not null, "A new audit is there " + when);
        Expect.Equal(isMade, await store.FindAsync("m-new").ConfigureAwait(false) is not null, "A new message is there " + when);
        Expect.Equal(isMade, await store.FindPermitAsync("p-new").ConfigureAwait(false) is not null, "A new permit is there " + when);

        DateTimeOffset? revokedAt = isMade ? Later : null;
        Expect.Equal(revokedAt, (await store.FindPermitAsync("p-old").ConfigureAwait(false))?.RevokedAt, "When a permit was revoked, " + when);
        ContractRecord contract = isMade ? stored.Contract with { Status = ApprovalStatus.Approved, Version = stored.Contract.Version + 1 } : stored.Contract;
        Expect.Same(RecordFields.Contract, contract, await store.FindAsync(contract.Key).ConfigureAwait(false), "A changed contract " + when);
        AuditRecord audit = isMade ? stored.Audit with { Status = ApprovalStatus.Approved, Version = stored.Audit.Version + 1 } : stored.Audit;
        Expect.Same(RecordFields.Audit, audit, await store.FindAsync(audit.Key).ConfigureAwait(false), "A changed audit " + when);
        OutboxMessage changed = isMade ? stored.Changed with { Attempts = 1, Version = stored.Changed.Version + 1 } : stored.Changed;
        Expect.Same(RecordFields.Message, changed, await store.FindAsync(changed.MessageId).ConfigureAwait(false), "A changed message " + when);
        OutboxState state = isMade ? OutboxState.Superseded : OutboxState.Pending;
        Expect.Equal(state, (await store.FindAsync("m-old").ConfigureAwait(false))?.State, "The state of a message whose lane is superseded, " + when);

        Expect.Same(RecordFields.Contract, stored.Other, await store.FindAsync(stored.Other.Key).ConfigureAwait(false), "Another contract " + when);
        Expect.Same(RecordFields.Audit, stored.OtherAudit, await store.FindAsync(stored.OtherAudit.Key).ConfigureAwait(false), "Another audit " + when);
        Expect.Same(RecordFields.Message, stored.OtherMessage, await store.FindAsync(stored.OtherMessage.MessageId).ConfigureAwait(false), "Another message " + when);
    }

    private sealed record StoredBefore(
        ContractRecord Contract,
        AuditRecord Audit,
        OutboxMessage Superseded,
        OutboxMessage Changed,
        ContractRecord Other,
        AuditRecord OtherAudit,
        OutboxMessage OtherMessage);
}
