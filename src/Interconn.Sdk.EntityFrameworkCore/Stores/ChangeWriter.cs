using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Writes one transition, within a transaction that its caller undoes where it comes to nothing.</summary>
internal sealed class ChangeWriter(StoreDialect dialect, StoreStatements statements, StoredSecrets secrets, StoredOrder order, IChangeSavings savings)
{
    public async Task<bool> WriteAsync(DbContext context, NodeChange change, CancellationToken cancellationToken)
    {
        if (!await TakeTurnsAsync(context, change, cancellationToken).ConfigureAwait(false)
            || !await HoldAsync(context, change, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await SupersedeAsync(context, change, cancellationToken).ConfigureAwait(false);
        foreach (PermitSelection selection in change.RevokedPermits)
        {
            await PermitRevocation.RevokeAsync(context, selection, change.At, cancellationToken).ConfigureAwait(false);
        }

        foreach (ContractRecord contract in change.Contracts)
        {
            Track(context, contract with { Version = contract.Version + 1 }, contract.Version);
        }

        foreach (AuditRecord audit in change.Audits)
        {
            Track(context, audit with { Version = audit.Version + 1 }, audit.Version);
        }

        Dictionary<string, long> sequences = await SequencesAsync(context, change, cancellationToken).ConfigureAwait(false);
        foreach (OutboxMessage message in change.Messages)
        {
            long sequence = sequences.GetValueOrDefault(message.MessageId);
            if (message.Version > 0 && sequence == 0)
            {
                return false;
            }

            Track(context, message with { Version = message.Version + 1, Sequence = sequence, Body = secrets.BodyOf(message) }, message.Version);
        }

        context.AddRange(change.NewPermits);
        if (!await TrySaveAsync(context, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await savings.SaveAsync(context, change, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> TakeTurnsAsync(DbContext context, NodeChange change, CancellationToken cancellationToken)
    {
        // In one order everywhere, so that two changes do not wait for each other.
        foreach (Turn turn in change.Turns.OrderBy(static turn => turn.Key, StringComparer.Ordinal))
        {
            int taken = turn.Number == 0
                ? await statements.AddTurnAsync(context, turn.Key, change.At, cancellationToken).ConfigureAwait(false)
                : await context.Set<TurnRow>()
                    .Where(row => row.TurnKey == turn.Key && row.Number == turn.Number)
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(static row => row.Number, turn.Number + 1).SetProperty(static row => row.TakenAt, change.At),
                        cancellationToken).ConfigureAwait(false);
            if (taken == 0)
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> HoldAsync(DbContext context, NodeChange change, CancellationToken cancellationToken)
    {
        // Records are saved in the order of their tables, audits before contracts. A change that locks others before it saves, or saves several of a table, first locks
        // what it will save, in that order and that of the keys: otherwise two changes could wait for each other, until the database ends one of them after a second.
        bool isSeveral = change.Audits.Count > 1 || change.Contracts.Count > 1;
        bool locksBefore = change.RestsOn.Count > 0 || change.SupersededLanes.Count > 0 || change.RevokedPermits.Count > 0;
        bool locks = (isSeveral || locksBefore) && !dialect.HasOneWriter;
        return (!locks || await LockAsync(context, change.Audits, cancellationToken).ConfigureAwait(false))
            && await HoldAsync(context, change.RestsOn, locks ? change.Contracts : [], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> LockAsync(DbContext context, IReadOnlyList<AuditRecord> written, CancellationToken cancellationToken)
    {
        IEnumerable<AuditRecord> inOrder = written.Where(static audit => audit.Version > 0)
            .OrderBy(static audit => audit.Resource)
            .ThenBy(static audit => audit.PartnerNodeId, StringComparer.Ordinal)
            .ThenBy(static audit => audit.AuditId, StringComparer.Ordinal);
        foreach (AuditRecord audit in inOrder)
        {
            if (await statements.LockAuditAsync(context, audit.Key, cancellationToken).ConfigureAwait(false) != audit.Version)
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> HoldAsync(
        DbContext context, IReadOnlyList<ContractRecord> restsOn, IReadOnlyList<ContractRecord> written, CancellationToken cancellationToken)
    {
        var inOrder = restsOn.Select(static contract => (Contract: contract, IsWritten: false))
            .Concat(written.Where(static contract => contract.Version > 0).Select(static contract => (Contract: contract, IsWritten: true)))
            .OrderBy(static each => each.Contract.PartnerNodeId, StringComparer.Ordinal)
            .ThenBy(static each => each.Contract.ContractId, StringComparer.Ordinal)
            .ThenByDescending(static each => each.IsWritten);
        foreach ((ContractRecord contract, bool isWritten) in inOrder)
        {
            long? stored = isWritten
                ? await statements.LockContractAsync(context, contract.Key, cancellationToken).ConfigureAwait(false)
                : await statements.HoldContractAsync(context, contract.Key, cancellationToken).ConfigureAwait(false);
            if (stored != contract.Version)
            {
                return false;
            }
        }

        return true;
    }

    private static async ValueTask SupersedeAsync(DbContext context, NodeChange change, CancellationToken cancellationToken)
    {
        if (change.SupersededLanes.Count == 0)
        {
            return;
        }

        // What the change itself writes is stored as it is given, and must still have the version that was read.
        string[] lanes = [.. change.SupersededLanes];
        string[] written = [.. change.Messages.Where(static message => message.Version > 0).Select(static message => message.MessageId)];
        await context.Set<OutboxMessage>()
            .Where(message => lanes.Contains(message.Lane) && !written.Contains(message.MessageId))
            .Where(static message => message.State == OutboxState.Pending || message.State == OutboxState.Dead)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(static message => message.State, OutboxState.Superseded)
                    .SetProperty(static message => message.EndedAt, change.At)
                    .SetProperty(static message => message.Body, (string?)null)
                    .SetProperty(static message => message.ClaimedUntil, (DateTimeOffset?)null)
                    .SetProperty(static message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt), (DateTimeOffset?)null)
                    .SetProperty(static message => message.Version, static message => message.Version + 1),
                cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The places of those messages that are stored already: they keep them, whatever they are given with.</summary>
    private static async ValueTask<Dictionary<string, long>> SequencesAsync(DbContext context, NodeChange change, CancellationToken cancellationToken)
    {
        string[] changed = [.. change.Messages.Where(static message => message.Version > 0).Select(static message => message.MessageId)];
        return changed.Length == 0
            ? []
            : await context.Set<OutboxMessage>()
                .Where(message => changed.Contains(message.MessageId))
                .Select(static message => new { message.MessageId, message.Sequence })
                .ToDictionaryAsync(static message => message.MessageId, static message => message.Sequence, cancellationToken).ConfigureAwait(false);
    }

    private void Track(DbContext context, ContractRecord contract, long versionBefore)
    {
        EntityEntry entry = Track(context, contract, contract.Version, versionBefore);
        Stamp(entry, ContractMapping.StoredOrder, versionBefore);
        entry.Property(ContractMapping.NeedsPerson).CurrentValue =
            contract.Status == ApprovalStatus.Applied && (contract.AwaitsPerson || contract.WaitingKeys.Count > 0);
    }

    private void Track(DbContext context, AuditRecord audit, long versionBefore)
    {
        EntityEntry entry = Track(context, audit, audit.Version, versionBefore);
        Stamp(entry, AuditMapping.StoredOrder, versionBefore);
        entry.Property(AuditMapping.PermitSecret).CurrentValue = secrets.PermitOf(audit);
    }

    private static void Track(DbContext context, OutboxMessage message, long versionBefore)
    {
        EntityEntry entry = Track(context, message, message.Version, versionBefore);
        entry.Property(MessageMapping.TakeableAt).CurrentValue = message.State == OutboxState.Pending ? message.DueAt : null;
    }

    private static EntityEntry Track(DbContext context, object record, long version, long versionBefore)
    {
        EntityEntry entry = context.Entry(record);
        entry.State = versionBefore == 0 ? EntityState.Added : EntityState.Modified;
        PropertyEntry stored = entry.Property(nameof(ContractRecord.Version));
        stored.CurrentValue = version;
        stored.OriginalValue = versionBefore;
        return entry;
    }

    private void Stamp(EntityEntry entry, string storedOrder, long versionBefore)
    {
        PropertyEntry stamp = entry.Property(storedOrder);
        stamp.CurrentValue = versionBefore == 0 ? order.Next() : 0L;
        stamp.IsModified = false;
    }

    private async ValueTask<bool> TrySaveAsync(DbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException exception)
        {
            if (await dialect.IsDuplicateAsync(context, exception, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            throw;
        }
    }
}
