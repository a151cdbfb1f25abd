using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>A store of which every call does what the test says.</summary>
internal sealed class StuckStore(Func<CancellationToken, Task> actAsync) : INodeStore
{
    public ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken) => Act(true, cancellationToken);

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) => Act<ContractRecord?>(null, cancellationToken);

    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken) =>
        Act<IReadOnlyList<ContractRecord>>([], cancellationToken);

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => Act<AuditRecord?>(null, cancellationToken);

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        Act<IReadOnlyList<AuditRecord>>([], cancellationToken);

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) => Act<OutboxMessage?>(null, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        Act<IReadOnlyList<OutboxMessage>>([], cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        Act<IReadOnlyList<OutboxMessage>>([], cancellationToken);

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        Act<DateTimeOffset?>(null, cancellationToken);

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) => Act(1, cancellationToken);

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => Act<DateTimeOffset?>(null, cancellationToken);

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => Act(1L, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => Act(1, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => new(actAsync(cancellationToken));

    // Not an async method: what the test throws at once is thrown at once.
    private ValueTask<T> Act<T>(T result, CancellationToken cancellationToken)
    {
        Task acting = actAsync(cancellationToken);
        return acting.IsCompletedSuccessfully ? ValueTask.FromResult(result) : new ValueTask<T>(AfterAsync(acting, result));
    }

    private static async Task<T> AfterAsync<T>(Task acting, T result)
    {
        await acting;
        return result;
    }
}
