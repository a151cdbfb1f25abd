using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Keeps contracts, audits and the outbox in the memory of the process: the default. All of it ends with the process, and partners then hold contracts that
/// this node no longer knows. What the protocol needs of it is found by an index; lists for administrators look at everything.
/// </summary>
public sealed class InMemoryNodeStore : INodeStore, IDisposable
{
    private readonly IPermitStore permits;
    private readonly SemaphoreSlim gate = new(1);
    private readonly RecordTable<ContractKey, ContractRecord> contracts = new(static contract => contract.PartnerNodeId, static contract => contract.DueAt);
    private readonly RecordTable<AuditKey, AuditRecord> audits = new(static audit => audit.PartnerNodeId, static audit => audit.DueAt);
    private readonly MessageTable messages = new();

    /// <summary>Makes an empty store.</summary>
    /// <param name="permits">Keeps the permits that transitions issue and revoke.</param>
    public InMemoryNodeStore(IPermitStore permits)
    {
        ArgumentNullException.ThrowIfNull(permits);
        this.permits = permits;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!Holds(change))
            {
                return false;
            }

            // First what could fail: a permit that nobody was sent is worth nothing, and one revoked too early is refused and not abused.
            foreach (PermitRecord permit in change.NewPermits)
            {
                if (!await permits.AddAsync(permit, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }

            foreach (PermitSelection selection in change.RevokedPermits)
            {
                await permits.RevokeAllAsync(selection, change.At, cancellationToken).ConfigureAwait(false);
            }

            foreach (ContractRecord contract in change.Contracts)
            {
                contracts.Set(contract.Key, contract with { Version = contract.Version + 1 });
            }

            foreach (AuditRecord audit in change.Audits)
            {
                audits.Set(audit.Key, audit with { Version = audit.Version + 1 });
            }

            foreach (string lane in change.SupersededLanes)
            {
                messages.Supersede(lane, change.At);
            }

            foreach (OutboxMessage message in change.Messages)
            {
                messages.Set(message);
            }

            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) =>
        ReadAsync(() => contracts.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync<IReadOnlyList<ContractRecord>>(
            () =>
            {
                IEnumerable<ContractRecord> found = contracts.Select(filter.PartnerNodeId, filter.DueBy).Where(contract => Agrees(contract, filter));
                return [.. (filter.DueBy is null ? found.OrderByDescending(static contract => contract.AppliedAt) : found).Skip(filter.Skip).Take(filter.Take)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => ReadAsync(() => audits.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync<IReadOnlyList<AuditRecord>>(
            () =>
            {
                IEnumerable<AuditRecord> found = audits.Select(filter.PartnerNodeId, filter.DueBy).Where(audit => Agrees(audit, filter));
                return [.. (filter.DueBy is null ? found.OrderByDescending(static audit => audit.AppliedAt) : found).Skip(filter.Skip).Take(filter.Take)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken) =>
        ReadAsync(() => messages.Find(messageId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync<IReadOnlyList<OutboxMessage>>(
            () => [.. messages.All.Where(message => Agrees(message, filter)).Skip(filter.Skip).Take(filter.Take)], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return ReadAsync(() => messages.Claim(claim), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exceptPartners);
        return ReadAsync(() => messages.NextAt(exceptPartners), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(() => messages.Hasten(partnerNodeId, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => ReadAsync(
        () => contracts.NextDueAt is DateTimeOffset contract && !(audits.NextDueAt < contract) ? contract : audits.NextDueAt, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => ReadAsync(
        () => messages.RemoveEnded(endedBefore)
            + contracts.RemoveWhere(contract => contract.ApprovedAt is null && contract.EndedAt < endedBefore, static contract => contract.Key),
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private bool Holds(NodeChange change) =>
        change.Contracts.All(contract => contracts.VersionOf(contract.Key, static stored => stored.Version) == contract.Version)
        && change.RestsOn.All(contract => contracts.VersionOf(contract.Key, static stored => stored.Version) == contract.Version)
        && change.Audits.All(audit => audits.VersionOf(audit.Key, static stored => stored.Version) == audit.Version)
        && change.Messages.All(message => (messages.Find(message.MessageId)?.Version ?? 0) == message.Version);

    private static bool Agrees(ContractRecord contract, ContractFilter filter) =>
        (filter.Role is null || contract.Role == filter.Role)
        && (filter.Status is null || contract.Status == filter.Status)
        && (filter.RemoteAddress is null || contract.RemoteAddress == filter.RemoteAddress)
        && (filter.NeedsPerson is null
            || filter.NeedsPerson == (contract.Status == ApprovalStatus.Applied && (contract.AwaitsPerson || contract.WaitingKeys.Count > 0)));

    private static bool Agrees(AuditRecord audit, AuditFilter filter) =>
        (filter.Resource is null || audit.Resource == filter.Resource)
        && (filter.ResourceId is null || audit.ResourceId == filter.ResourceId)
        && (filter.ContractId is null || audit.ContractId == filter.ContractId)
        && (filter.ProjectId is null || audit.ProjectId == filter.ProjectId)
        && (filter.Role is null || audit.Role == filter.Role)
        && (filter.Status is null || audit.Status == filter.Status)
        && (filter.IsOpen is null || filter.IsOpen == audit.Status is ApprovalStatus.Applied or ApprovalStatus.Approved)
        && (filter.NeedsPerson is null || filter.NeedsPerson == (audit.Status == ApprovalStatus.Applied && audit.AwaitsPerson));

    private static bool Agrees(OutboxMessage message, OutboxFilter filter) =>
        (filter.PartnerNodeId is null || message.PartnerNodeId == filter.PartnerNodeId)
        && (filter.State is null || message.State == filter.State)
        && (filter.Lane is null || message.Lane == filter.Lane);

    [SuppressMessage("Reliability", "CA2000", Justification = "The wait for the gate is no resource.")]
    private async ValueTask<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return read();
        }
        finally
        {
            gate.Release();
        }
    }
}
