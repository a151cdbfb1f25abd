using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>A store that does all as another does, but for what a test replaces.</summary>
internal sealed class AlteredNodeStore(INodeStore inner) : INodeStore
{
    public Func<INodeStore, NodeChange, Task<bool>> Commit { get; init; } = static (store, change) => store.TryCommitAsync(change, default).AsTask();

    public Func<NodeChange, NodeChange> Change { get; init; } = static change => change;

    public Func<ContractKey, ContractKey> Contract { get; init; } = static key => key;

    public Func<ContractFilter, ContractFilter> Contracts { get; init; } = static filter => filter;

    public Func<IReadOnlyList<ContractRecord>, IReadOnlyList<ContractRecord>> ListedContracts { get; init; } = static list => list;

    public Func<AuditFilter, AuditFilter> Audits { get; init; } = static filter => filter;

    public Func<IReadOnlyList<AuditRecord>, IReadOnlyList<AuditRecord>> ListedAudits { get; init; } = static list => list;

    public Func<OutboxFilter, OutboxFilter> Messages { get; init; } = static filter => filter;

    public Func<INodeStore, OutboxClaim, Task<IReadOnlyList<OutboxMessage>>> Claim { get; init; } =
        static (store, claim) => store.ClaimMessagesAsync(claim, default).AsTask();

    public Func<INodeStore, IReadOnlyCollection<string>, Task<DateTimeOffset?>> NextMessage { get; init; } =
        static (store, except) => store.NextMessageAtAsync(except, default).AsTask();

    public Func<INodeStore, string, DateTimeOffset, Task<int>> Hasten { get; init; } =
        static (store, partner, now) => store.HastenMessagesAsync(partner, now, default).AsTask();

    public Func<INodeStore, Task<DateTimeOffset?>> NextDue { get; init; } = static store => store.NextDueAtAsync(default).AsTask();

    public Func<INodeStore, DateTimeOffset, Task<int>> Prune { get; init; } = static (store, before) => store.PruneAsync(before, default).AsTask();

    public Func<INodeStore, string, Task<long>> FindTurn { get; init; } = static (store, key) => store.FindTurnAsync(key, default).AsTask();

    public Func<INodeStore, Task> Check { get; init; } = static store => store.CheckAsync(default).AsTask();

    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken) => await Commit(inner, Change(change));

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) =>
        inner.FindContractAsync(Contract(key), cancellationToken);

    public async ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken) =>
        ListedContracts(await inner.ListContractsAsync(Contracts(filter), cancellationToken));

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => inner.FindAuditAsync(key, cancellationToken);

    public async ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        ListedAudits(await inner.ListAuditsAsync(Audits(filter), cancellationToken));

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) => inner.FindMessageAsync(messageId, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        inner.ListMessagesAsync(Messages(filter), cancellationToken);

    public async ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) => await Claim(inner, claim);

    public async ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        await NextMessage(inner, exceptPartners);

    public async ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await Hasten(inner, partnerNodeId, now);

    public async ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => await NextDue(inner);

    public async ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => await FindTurn(inner, key);

    public async ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => await Prune(inner, endedBefore);

    public async ValueTask CheckAsync(CancellationToken cancellationToken) => await Check(inner);
}
