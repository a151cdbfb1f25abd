using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A store that works says so, and is then as it was.</summary>
internal static class StoreCheckRules
{
    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Check_AStoreThatWorks_IsSilent", AgainAsync),
        new("Check_ChangesNothing", UnchangedAsync),
        new("Check_ManyAtOnce_AreSilent", ManyAsync),
    ];

    private static async Task AgainAsync(NodeStoreProbe store)
    {
        await store.CheckAsync().ConfigureAwait(false);
        await store.CheckAsync().ConfigureAwait(false);
        await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        await store.CheckAsync().ConfigureAwait(false);
    }

    private static async Task UnchangedAsync(NodeStoreProbe store)
    {
        await store.CheckAsync().ConfigureAwait(false);
        Expect.Sequence([], await store.ListAsync(new ContractFilter()).ConfigureAwait(false), "The contracts of an empty store after a check");
        Expect.Sequence([], await store.ListAsync(new AuditFilter()).ConfigureAwait(false), "The audits of an empty store after a check");
        Expect.Sequence([], await store.ListAsync(new OutboxFilter()).ConfigureAwait(false), "The messages of an empty store after a check");

        ContractRecord contract = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        AuditRecord audit = await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false);
        OutboxMessage message = await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        await store.CommitAsync(new NodeChange { At = NodeSamples.Now, Turns = [new Turn { Key = "row", Number = 0 }] }).ConfigureAwait(false);
        await store.CheckAsync().ConfigureAwait(false);
        Expect.Same(RecordFields.Contract, contract, await store.FindAsync(contract.Key).ConfigureAwait(false), "A contract after a check");
        Expect.Same(RecordFields.Audit, audit, await store.FindAsync(audit.Key).ConfigureAwait(false), "An audit after a check");
        Expect.Same(RecordFields.Message, message, await store.FindAsync(message.MessageId).ConfigureAwait(false), "A message after a check");
        Expect.Equal(1, await store.FindTurnAsync("row").ConfigureAwait(false), "The number of the next turn after a check");
        Expect.Sequence(["c-1"], await store.ListAsync(new ContractFilter()).ConfigureAwait(false), "The contracts after a check");
        Expect.Sequence(["a-1"], await store.ListAsync(new AuditFilter()).ConfigureAwait(false), "The audits after a check");
        Expect.Sequence(["m-1"], await store.ListAsync(new OutboxFilter()).ConfigureAwait(false), "The messages after a check");
    }

    private static async Task ManyAsync(NodeStoreProbe store)
    {
        const int Callers = 20;
        bool[] silent = await Crowd.RunAsync(Callers, async _ =>
        {
            await store.CheckAsync().ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        Expect.Equal(Callers, silent.Count(static each => each), "How many checks at once came to an end");
    }
}
