using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>A store that takes changes as the test says and cannot be read.</summary>
internal sealed class CommitStore(Func<NodeChange, bool> commit) : INodeStore
{
    public ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken) => ValueTask.FromResult(commit(change));

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
