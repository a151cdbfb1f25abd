using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A record is new, or replaces the version that was read.</summary>
internal static class VersionRules
{
    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Commit_NothingInIt_IsMade", static store => store.CommitAsync(new NodeChange { At = NodeSamples.Now })),
        new("Find_WhatWasNeverStored_IsNull", FindNothingAsync),
        new("Commit_New_HasVersionOne", NewAsync),
        new("Commit_NewThatExists_IsRefused", ExistsAsync),
        new("Commit_Changed_HasTheNextVersion", ChangedAsync),
        new("Commit_ChangedMeanwhile_IsRefused", StaleAsync),
        new("Commit_ChangedButNeverStored_IsRefused", VanishedAsync),
        new("Commit_RestsOnTheStoredVersion_IsMadeAndDoesNotWriteIt", RestsOnAsync),
        new("Commit_RestsOnAnOlderVersion_IsRefused", RestsOnStaleAsync),
        new("Commit_RestsOnWhatWasNeverStored_IsRefused", RestsOnNothingAsync),
        new("Commit_RestsOnWhatItChangesItself_IsMade", RestsOnItselfAsync),
        new("Find_KeysThatDifferInAnyPart_AreDifferentRecords", KeysAsync),
        new("Find_IdsThatDifferInCaseBlanksOrForm_AreDifferentRecords", IdsAsync),
    ];

    private static async Task FindNothingAsync(NodeStoreProbe store)
    {
        Expect.Null(await store.FindAsync(NodeSamples.Contract().Key).ConfigureAwait(false), "A contract that was never stored");
        Expect.Null(await store.FindAsync(NodeSamples.Audit().Key).ConfigureAwait(false), "An audit that was never stored");
        Expect.Null(await store.FindAsync("m-1").ConfigureAwait(false), "A message that was never stored");
    }

    private static async Task NewAsync(NodeStoreProbe store)
    {
        Expect.Equal(1, (await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false)).Version, "The version of a new contract");
        Expect.Equal(1, (await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false)).Version, "The version of a new audit");
        Expect.Equal(1, (await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false)).Version, "The version of a new message");
    }

    private static async Task ExistsAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        AuditRecord audit = await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false);
        OutboxMessage message = await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);

        await store.RefuseAsync(Change(contract with { Version = 0, Inquiries = 9 }), "A new contract that exists").ConfigureAwait(false);
        await store.RefuseAsync(Change(audit with { Version = 0, Inquiries = 9 }), "A new audit that exists").ConfigureAwait(false);
        await store.RefuseAsync(Change(message with { Version = 0, Attempts = 9 }), "A new message that exists").ConfigureAwait(false);
        await UnchangedAsync(store, contract, audit, message).ConfigureAwait(false);
    }

    private static async Task ChangedAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        AuditRecord audit = await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false);
        OutboxMessage message = await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);

        for (int version = 2; version <= 3; version++)
        {
            contract = await store.PutAsync(contract with { Inquiries = version }).ConfigureAwait(false);
            audit = await store.PutAsync(audit with { Inquiries = version }).ConfigureAwait(false);
            message = await store.PutAsync(message with { Attempts = version }).ConfigureAwait(false);
            Expect.Sequence([version, version, version], [contract.Version, audit.Version, message.Version], "The versions after a change");
            Expect.Sequence([version, version, version], [contract.Inquiries, audit.Inquiries, message.Attempts], "What was changed");
        }
    }

    private static async Task StaleAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        AuditRecord audit = await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false);
        OutboxMessage message = await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        ContractRecord contractNow = await store.PutAsync(contract).ConfigureAwait(false);
        AuditRecord auditNow = await store.PutAsync(audit).ConfigureAwait(false);
        OutboxMessage messageNow = await store.PutAsync(message).ConfigureAwait(false);

        await store.RefuseAsync(Change(contract with { Inquiries = 9 }), "A contract that another changed since it was read").ConfigureAwait(false);
        await store.RefuseAsync(Change(audit with { Inquiries = 9 }), "An audit that another changed since it was read").ConfigureAwait(false);
        await store.RefuseAsync(Change(message with { Attempts = 9 }), "A message that another changed since it was read").ConfigureAwait(false);
        await UnchangedAsync(store, contractNow, auditNow, messageNow).ConfigureAwait(false);
    }

    private static async Task VanishedAsync(NodeStoreProbe store)
    {
        await store.RefuseAsync(Change(NodeSamples.Contract() with { Version = 3 }), "A change of a contract that was never stored").ConfigureAwait(false);
        await store.RefuseAsync(Change(NodeSamples.Audit() with { Version = 3 }), "A change of an audit that was never stored").ConfigureAwait(false);
        await store.RefuseAsync(
            Change(NodeSamples.Message("m-1") with { Version = 3 }), "A change of a message that was never stored").ConfigureAwait(false);
        await FindNothingAsync(store).ConfigureAwait(false);
    }

    private static async Task RestsOnAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        await store.CommitAsync(
            Change(NodeSamples.Audit()) with { RestsOn = [contract with { Inquiries = 9 }] },
            "A change that rests on a contract as it is stored").ConfigureAwait(false);
        Expect.Same(
            RecordFields.Contract, contract, await store.FindAsync(contract.Key).ConfigureAwait(false), "A contract on which a change rested");
    }

    private static async Task RestsOnStaleAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        await store.PutAsync(contract).ConfigureAwait(false);
        await store.RefuseAsync(
            Change(NodeSamples.Audit()) with { RestsOn = [contract] }, "A change that rests on a contract that another changed").ConfigureAwait(false);
        Expect.Null(await store.FindAsync(NodeSamples.Audit().Key).ConfigureAwait(false), "What that change would have written");
    }

    private static async Task RestsOnNothingAsync(NodeStoreProbe store)
    {
        await store.RefuseAsync(
            Change(NodeSamples.Audit()) with { RestsOn = [NodeSamples.Contract() with { Version = 1 }] },
            "A change that rests on a contract that was never stored").ConfigureAwait(false);
        Expect.Null(await store.FindAsync(NodeSamples.Audit().Key).ConfigureAwait(false), "What that change would have written");
    }

    private static async Task RestsOnItselfAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        await store.CommitAsync(Change(contract with { Inquiries = 9 }) with { RestsOn = [contract] }).ConfigureAwait(false);
        Expect.Equal(9, (await store.FindAsync(contract.Key).ConfigureAwait(false))?.Inquiries, "What was changed");
    }

    private static async Task KeysAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Contract("x") with { Inquiries = 1 }).ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Contract("x", NodeSamples.OtherPartner) with { Inquiries = 2 }).ConfigureAwait(false);
        Expect.Equal(1, (await store.FindAsync(NodeSamples.Contract("x").Key).ConfigureAwait(false))?.Inquiries, "The contract of the one partner");
        Expect.Equal(
            2,
            (await store.FindAsync(NodeSamples.Contract("x", NodeSamples.OtherPartner).Key).ConfigureAwait(false))?.Inquiries,
            "The contract of the other partner under the same id");

        int number = 0;
        AuditRecord[] audits =
        [
            .. Enum.GetValues<AuditResource>().SelectMany(resource => new[] { NodeSamples.Partner, NodeSamples.OtherPartner }
                .Select(partner => NodeSamples.Audit("x", partner, resource) with { Inquiries = ++number })),
        ];
        foreach (AuditRecord audit in audits)
        {
            await store.PutAsync(audit).ConfigureAwait(false);
        }

        foreach (AuditRecord audit in audits)
        {
            AuditRecord? found = await store.FindAsync(audit.Key).ConfigureAwait(false);
            Expect.Equal(audit.Inquiries, found?.Inquiries, $"The {audit.Resource} audit with {audit.PartnerNodeId}");
        }
    }

    private static async Task IdsAsync(NodeStoreProbe store)
    {
        // The last two look alike: one character, and a letter with an accent put upon it.
        string[] ids = ["ab", "AB", "ab ", " ab", "a%", "a_", "合同", "合同 ", "\u00e9", "e\u0301", new string('a', 127), new string('a', 128)];
        for (int i = 0; i < ids.Length; i++)
        {
            await store.PutAsync(NodeSamples.Contract(ids[i]) with { Inquiries = i }).ConfigureAwait(false);
            await store.PutAsync(NodeSamples.Audit(ids[i]) with { Inquiries = i }).ConfigureAwait(false);
        }

        for (int i = 0; i < ids.Length; i++)
        {
            Expect.Equal(i, (await store.FindAsync(NodeSamples.Contract(ids[i]).Key).ConfigureAwait(false))?.Inquiries, $"The contract with the id '{ids[i]}'");
            Expect.Equal(i, (await store.FindAsync(NodeSamples.Audit(ids[i]).Key).ConfigureAwait(false))?.Inquiries, $"The audit with the id '{ids[i]}'");
        }
    }

    private static async Task UnchangedAsync(NodeStoreProbe store, ContractRecord contract, AuditRecord audit, OutboxMessage message)
    {
        Expect.Same(RecordFields.Contract, contract, await store.FindAsync(contract.Key).ConfigureAwait(false), "The contract after a refused change");
        Expect.Same(RecordFields.Audit, audit, await store.FindAsync(audit.Key).ConfigureAwait(false), "The audit after a refused change");
        Expect.Same(RecordFields.Message, message, await store.FindAsync(message.MessageId).ConfigureAwait(false), "The message after a refused change");
    }

    private static NodeChange Change(ContractRecord contract) => new() { At = NodeSamples.Now, Contracts = [contract] };

    private static NodeChange Change(AuditRecord audit) => new() { At = NodeSamples.Now, Audits = [audit] };

    private static NodeChange Change(OutboxMessage message) => new() { At = NodeSamples.Now, Messages = [message] };
}
