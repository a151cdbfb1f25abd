using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Stands before the store of the host: asks it for <see cref="InterconnOptions.StoreTimeout"/> at the longest, whether it heeds its token or not, and
/// turns what it throws into a refusal with 50301.
/// </summary>
internal sealed class GuardedNodeStore(INodeStore store, LocalNode node, TimeProvider timeProvider, ILogger<GuardedNodeStore> logger) : INodeStore
{
    public ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken) =>
        AskAsync("commit a transition", token => store.TryCommitAsync(change, token), cancellationToken);

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) =>
        AskAsync("find a contract", token => store.FindContractAsync(key, token), cancellationToken);

    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken) =>
        AskAsync("list contracts", token => store.ListContractsAsync(filter, token), cancellationToken);

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) =>
        AskAsync("find an audit", token => store.FindAuditAsync(key, token), cancellationToken);

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        AskAsync("list audits", token => store.ListAuditsAsync(filter, token), cancellationToken);

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) =>
        AskAsync("find a message", token => store.FindMessageAsync(messageId, token), cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        AskAsync("list messages", token => store.ListMessagesAsync(filter, token), cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        AskAsync("claim messages", token => store.ClaimMessagesAsync(claim, token), cancellationToken);

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        AskAsync("find the next message", token => store.NextMessageAtAsync(exceptPartners, token), cancellationToken);

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync("hasten messages", token => store.HastenMessagesAsync(partnerNodeId, now, token), cancellationToken);

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) =>
        AskAsync("find what is due next", store.NextDueAtAsync, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        AskAsync("prune", token => store.PruneAsync(endedBefore, token), cancellationToken);

    private ValueTask<T> AskAsync<T>(string what, Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        // A store in memory has its answer at once; nothing is set up for it.
        ValueTask<T> asked;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            asked = ask(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Unavailable(what, exception);
        }

        return asked.IsCompletedSuccessfully ? asked : WaitAsync(what, asked.AsTask(), cancellationToken);
    }

    private async ValueTask<T> WaitAsync<T>(string what, Task<T> asked, CancellationToken cancellationToken)
    {
        try
        {
            return await asked.WaitAsync(node.Options.StoreTimeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(what, exception);
        }
    }

    private InterconnException Unavailable(string what, Exception exception)
    {
        NodeLog.StoreFailed(logger, exception, what);
        return new InterconnException(InterconnCodes.Unavailable, $"The node's store failed to {what}: {exception.GetType().Name}.", exception);
    }
}
