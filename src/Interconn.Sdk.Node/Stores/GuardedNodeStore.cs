using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Stands before the store of the host: asks it for <see cref="InterconnOptions.StoreTimeout"/> at the longest, whether it heeds its token or not, and
/// turns what it throws into a refusal with 50301.
/// </summary>
internal sealed class GuardedNodeStore(INodeStore store, LocalNode node, TimeLimits timeLimits, ILogger<GuardedNodeStore> logger) : INodeStore
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

    public ValueTask<int> CountMessagesAsync(OutboxState state, CancellationToken cancellationToken) =>
        AskAsync("count messages", token => store.CountMessagesAsync(state, token), cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        AskAsync("claim messages", token => store.ClaimMessagesAsync(claim, token), cancellationToken);

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        AskAsync("find the next message", token => store.NextMessageAtAsync(exceptPartners, token), cancellationToken);

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync("hasten messages", token => store.HastenMessagesAsync(partnerNodeId, now, token), cancellationToken);

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) =>
        AskAsync("find what is due next", store.NextDueAtAsync, cancellationToken);

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) =>
        AskAsync("find a turn", token => store.FindTurnAsync(key, token), cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        AskAsync("prune", token => store.PruneAsync(endedBefore, token), cancellationToken);

    public async ValueTask CheckAsync(CancellationToken cancellationToken) => await AskAsync(
        "answer a check",
        async token =>
        {
            await store.CheckAsync(token).ConfigureAwait(false);
            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private async ValueTask<T> AskAsync<T>(string what, Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        using TimeLimit limit = timeLimits.Start(node.Options.StoreTimeout, cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            ValueTask<T> asked = ask(limit.Token);
            return asked.IsCompleted ? await asked.ConfigureAwait(false) : await WaitAsync(asked.AsTask(), limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(what, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OperationCanceledException($"The caller did not wait until the store could {what}.", exception, cancellationToken);
        }
    }

    // A store that heeds its token ends when the time is up. One that does not is left alone; what it throws later is nobody's any more.
    private async Task<T> WaitAsync<T>(Task<T> asked, TimeLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            return await asked.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _ = asked.ContinueWith(
                static task => _ = task.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"No answer within {node.Options.StoreTimeout}.");
        }
    }

    private InterconnException Unavailable(string what, Exception exception)
    {
        // A container that is disposed of while the work in the background still runs: the host could not start, or did not wait for it.
        if (exception is not ObjectDisposedException)
        {
            NodeLog.StoreFailed(logger, exception, what);
        }

        return new InterconnException(InterconnCodes.Unavailable, $"The node's store failed to {what}: {exception.GetType().Name}.", exception);
    }
}
