using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>A store that cannot list contracts the first few times.</summary>
internal sealed class BrokenStore(INodeStore store, int failures) : INodeStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource mended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lists;

    /// <summary>Moves the clock until contracts are listed again: when the wait for it began, nothing says.</summary>
    public async Task WaitForRetryAsync(Action advance)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!mended.Task.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            advance();
            await Task.Yield();
        }
    }

    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref lists) <= failures)
        {
            throw new IOException("The store is down.");
        }

        mended.TrySetResult();
        return store.ListContractsAsync(filter, cancellationToken);
    }

    public ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken) => store.TryCommitAsync(change, cancellationToken);

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) => store.FindContractAsync(key, cancellationToken);

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => store.FindAuditAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        store.ListAuditsAsync(filter, cancellationToken);

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) =>
        store.FindMessageAsync(messageId, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        store.ListMessagesAsync(filter, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        store.ClaimMessagesAsync(claim, cancellationToken);

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        store.NextMessageAtAsync(exceptPartners, cancellationToken);

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.HastenMessagesAsync(partnerNodeId, now, cancellationToken);

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => store.NextDueAtAsync(cancellationToken);

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => store.FindTurnAsync(key, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => store.PruneAsync(endedBefore, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => store.CheckAsync(cancellationToken);
}
