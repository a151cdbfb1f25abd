using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Keeps contracts, audits and the outbox in the memory of the process: the default. All of it ends with the process, and partners then hold contracts that
/// this node no longer knows. What the protocol needs of it is found by an index; some lists for administrators look at everything.
/// </summary>
public sealed class InMemoryNodeStore : INodeStore, IDisposable
{
    private readonly PermitChanges permits;

    // Whoever looks at the tables has this, for a moment.
    private readonly Lock tables = new();

    // Whoever writes permits has this, for as long as their store takes. Others may read meanwhile, and change nothing.
    private readonly SemaphoreSlim writingPermits = new(1);
    private bool arePermitsBeingWritten;

    private readonly RecordTable<ContractKey, ContractRecord> contracts =
        new(
            static contract => contract.Key,
            static contract => contract.AppliedAt,
            static contract => contract.DueAt,
            static contract => contract.ApprovedAt is null ? contract.EndedAt : null,
            RecordIndexes.Of);

    private readonly RecordTable<AuditKey, AuditRecord> audits =
        new(static audit => audit.Key, static audit => audit.AppliedAt, static audit => audit.DueAt, static _ => null, RecordIndexes.Of);

    private readonly MessageTable messages = new();
    private readonly TurnTable turns = new();

    /// <summary>Makes an empty store.</summary>
    /// <param name="permits">Keeps the permits that transitions issue and revoke.</param>
    public InMemoryNodeStore(IPermitStore permits)
    {
        ArgumentNullException.ThrowIfNull(permits);
        this.permits = new PermitChanges(permits);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change is { NewPermits.Count: 0, RevokedPermits.Count: 0 })
        {
            return await ChangeAsync(() => TryApply(change), cancellationToken).ConfigureAwait(false);
        }

        await writingPermits.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (tables)
            {
                if (!Holds(change))
                {
                    return false;
                }

                arePermitsBeingWritten = true;
            }

            // First what can fail; what follows cannot.
            if (!await permits.TryApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            lock (tables)
            {
                Apply(change);
                return true;
            }
        }
        finally
        {
            lock (tables)
            {
                arePermitsBeingWritten = false;
            }

            writingPermits.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) =>
        ReadAsync(() => contracts.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        CheckWindow(filter.Skip, filter.Take);
        return ReadAsync<IReadOnlyList<ContractRecord>>(
            () =>
            {
                IEnumerable<ContractRecord> found = filter.DueBy is DateTimeOffset by ? contracts.SelectDue(by) : contracts.Select([.. RecordIndexes.For(filter)], filter.AppliedBy);
                return [.. found.Where(contract => RecordIndexes.Agrees(contract, filter)).Skip(filter.Skip).Take(filter.Take)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) => ReadAsync(() => audits.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        CheckWindow(filter.Skip, filter.Take);
        return ReadAsync<IReadOnlyList<AuditRecord>>(
            () =>
            {
                IEnumerable<AuditRecord> found = filter.DueBy is DateTimeOffset by ? audits.SelectDue(by) : audits.Select([.. RecordIndexes.For(filter)]);
                return [.. found.Where(audit => RecordIndexes.Agrees(audit, filter)).Skip(filter.Skip).Take(filter.Take)];
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
        CheckWindow(filter.Skip, filter.Take);
        return ReadAsync<IReadOnlyList<OutboxMessage>>(
            () =>
            [
                .. messages.Select(filter.Lane, filter.PartnerNodeId)
                    .Where(message => RecordIndexes.Agrees(message, filter)).Skip(filter.Skip).Take(filter.Take),
            ],
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountMessagesAsync(OutboxState state, CancellationToken cancellationToken) => ReadAsync(() => messages.Count(state), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentOutOfRangeException.ThrowIfLessThan(claim.Take, 1);
        return ChangeAsync(() => messages.Claim(claim), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exceptPartners);
        return ReadAsync(() => messages.NextAt(exceptPartners), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(() => messages.Hasten(partnerNodeId, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => ReadAsync(
        () => contracts.NextDueAt is DateTimeOffset contract && !(audits.NextDueAt < contract) ? contract : audits.NextDueAt, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken) => ReadAsync(() => turns.NextOf(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            turns.RemoveTaken(endedBefore);
            return messages.RemoveEnded(endedBefore)
                + contracts.RemoveBefore(endedBefore);
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => writingPermits.Dispose();

    private bool TryApply(NodeChange change)
    {
        bool holds = Holds(change);
        if (holds)
        {
            Apply(change);
        }

        return holds;
    }

    private bool Holds(NodeChange change) =>
        change.Contracts.All(contract => contracts.VersionOf(contract.Key, static stored => stored.Version) == contract.Version)
        && change.RestsOn.All(contract => contracts.VersionOf(contract.Key, static stored => stored.Version) == contract.Version)
        && change.Audits.All(audit => audits.VersionOf(audit.Key, static stored => stored.Version) == audit.Version)
        && change.Messages.All(message => (messages.Find(message.MessageId)?.Version ?? 0) == message.Version)
        && change.Turns.All(turn => turns.NextOf(turn.Key) == turn.Number);

    private void Apply(NodeChange change)
    {
        foreach (ContractRecord contract in change.Contracts)
        {
            contracts.Set(contract with { Version = contract.Version + 1 });
        }

        foreach (AuditRecord audit in change.Audits)
        {
            audits.Set(audit with { Version = audit.Version + 1 });
        }

        foreach (string lane in change.SupersededLanes)
        {
            messages.Supersede(lane, change.At);
        }

        foreach (OutboxMessage message in change.Messages)
        {
            messages.Set(message);
        }

        foreach (Turn turn in change.Turns)
        {
            turns.Take(turn, change.At);
        }
    }

    private static void CheckWindow(int skip, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
    }

    private ValueTask<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (tables)
        {
            return ValueTask.FromResult(read());
        }
    }

    private ValueTask<T> ChangeAsync<T>(Func<T> change, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (tables)
        {
            if (!arePermitsBeingWritten)
            {
                return ValueTask.FromResult(change());
            }
        }

        return ChangeAfterPermitsAsync(change, cancellationToken);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The wait for the gate is no resource.")]
    private async ValueTask<T> ChangeAfterPermitsAsync<T>(Func<T> change, CancellationToken cancellationToken)
    {
        await writingPermits.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (tables)
            {
                return change();
            }
        }
        finally
        {
            writingPermits.Release();
        }
    }
}
