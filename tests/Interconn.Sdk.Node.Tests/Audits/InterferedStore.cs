using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>A store in whose commits a test gets in between: something else happens once, after a transition was prepared and before it is made.</summary>
internal sealed class InterferedStore(INodeStore inner) : INodeStore
{
    private Func<Task>? interfere;

    public INodeStore Inner => inner;

    public void InterfereOnce(Func<Task> what) => interfere = what;

    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref interfere, null) is Func<Task> now)
        {
            await now();
        }

        return await inner.TryCommitAsync(change, cancellationToken);
    }

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) => inner.FindContractAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken) =>
        inner.ListContractsAsync(filter, cancellationToken);

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => inner.FindAuditAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        inner.ListAuditsAsync(filter, cancellationToken);

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) => inner.FindMessageAsync(messageId, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        inner.ListMessagesAsync(filter, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        inner.ClaimMessagesAsync(claim, cancellationToken);

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        inner.NextMessageAtAsync(exceptPartners, cancellationToken);

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.HastenMessagesAsync(partnerNodeId, now, cancellationToken);

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => inner.NextDueAtAsync(cancellationToken);

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => inner.FindTurnAsync(key, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => inner.PruneAsync(endedBefore, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);
}
