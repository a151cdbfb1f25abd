using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>A store that fails when a test says so.</summary>
internal sealed class FaultyNodeStore(INodeStore store) : INodeStore
{
    /// <summary>Whether it fails whatever it is asked.</summary>
    public bool IsDown { get; set; }

    /// <summary>Which transitions fail.</summary>
    public Func<NodeChange, bool> FailsOn { get; set; } = static _ => false;

    public ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken) =>
        FailsOn(change) ? throw new IOException("The disk is full.") : Up().TryCommitAsync(change, cancellationToken);

    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) => Up().FindContractAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken) =>
        Up().ListContractsAsync(filter, cancellationToken);

    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => Up().FindAuditAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        Up().ListAuditsAsync(filter, cancellationToken);

    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) => Up().FindMessageAsync(messageId, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        Up().ListMessagesAsync(filter, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        Up().ClaimMessagesAsync(claim, cancellationToken);

    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken) =>
        Up().NextMessageAtAsync(exceptPartners, cancellationToken);

    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Up().HastenMessagesAsync(partnerNodeId, now, cancellationToken);

    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => Up().NextDueAtAsync(cancellationToken);

    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => Up().FindTurnAsync(key, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => Up().PruneAsync(endedBefore, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => Up().CheckAsync(cancellationToken);

    private INodeStore Up() => IsDown ? throw new IOException("The database is gone.") : store;
}
