using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>A store that a test can watch, and let fail.</summary>
internal sealed class WatchedStore(INodeStore store) : INodeStore
{
    private int commits;

    /// <summary>Called with each contract that is looked for, after it was.</summary>
    public Action<ContractKey>? Looked { get; set; }

    /// <summary>Called with what contracts are asked for; what it answers is asked for in its place.</summary>
    public Func<ContractFilter, ContractFilter>? Listing { get; set; }

    /// <summary>Called after contracts were listed, and before they are handed out.</summary>
    public Func<Task>? Listed { get; set; }

    /// <summary>Called with each change before it is made.</summary>
    public Func<NodeChange, Task>? Committing { get; set; }

    /// <summary>Whether reading fails.</summary>
    public bool FailsToRead { get; set; }

    /// <summary>Fails before the commit with this number, counted from 1; 0 for none.</summary>
    public int FailsBeforeCommit { get; set; }

    /// <summary>Fails after the commit with this number was made.</summary>
    public int FailsAfterCommit { get; set; }

    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref commits);
        if (number == FailsBeforeCommit)
        {
            throw new IOException("The disk is full.");
        }

        await (Committing?.Invoke(change) ?? Task.CompletedTask);
        bool made = await store.TryCommitAsync(change, cancellationToken);
        return number == FailsAfterCommit ? throw new TimeoutException("The answer was lost.") : made;
    }

    public async ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken)
    {
        ContractRecord? found = await ReadAsync(store.FindContractAsync(key, cancellationToken));
        Looked?.Invoke(key);
        return found;
    }

    public async ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContractRecord> listed = await ReadAsync(store.ListContractsAsync(Listing?.Invoke(filter) ?? filter, cancellationToken));
        await (Listed?.Invoke() ?? Task.CompletedTask);
        return listed;
    }

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => ReadAsync(store.FindAuditAsync(key, cancellationToken));

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(store.ListAuditsAsync(filter, cancellationToken));

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) =>
        ReadAsync(store.FindMessageAsync(messageId, cancellationToken));

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(store.ListMessagesAsync(filter, cancellationToken));

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        ReadAsync(store.ClaimMessagesAsync(claim, cancellationToken));

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        ReadAsync(store.NextMessageAtAsync(exceptPartners, cancellationToken));

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(store.HastenMessagesAsync(partnerNodeId, now, cancellationToken));

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => ReadAsync(store.NextDueAtAsync(cancellationToken));

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => ReadAsync(store.FindTurnAsync(key, cancellationToken));

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => ReadAsync(store.PruneAsync(endedBefore, cancellationToken));

    public ValueTask CheckAsync(CancellationToken cancellationToken) =>
        FailsToRead ? throw new IOException("The disk is gone.") : store.CheckAsync(cancellationToken);

    /// <summary>Begins to count commits anew.</summary>
    public void CountAnew() => commits = 0;

    private ValueTask<T> ReadAsync<T>(ValueTask<T> asked) => FailsToRead ? throw new IOException("The disk is gone.") : asked;
}
