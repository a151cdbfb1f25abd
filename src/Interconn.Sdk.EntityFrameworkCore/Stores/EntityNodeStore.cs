using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Keeps contracts, audits and the outbox in the database.</summary>
internal sealed class EntityNodeStore(
    IStoreWork work,
    StoreDialect dialect,
    StoreStatements statements,
    ChangeWriter changes,
    AuditQueries audits,
    StoredSecrets secrets,
    TimeProvider timeProvider) : INodeStore
{
    // A row that serves nothing but to be written. No row of changes is named so.
    private const string CheckKey = "check";

    // Few enough that other writes do not wait long for the deletion of one batch.
    private const int PruneBatch = 1000;

    public async ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return await work.WriteAsync(
            async (context, token) =>
            {
                bool isMade = await changes.WriteAsync(context, change, token).ConfigureAwait(false);
                return new Written<bool>(isMade, IsKept: isMade);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken) =>
        await work.ReadAsync((context, token) => ContractQueries.FindAsync(context, key, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        CheckWindow(filter.Skip, filter.Take);
        return await work.ReadAsync((context, token) => ContractQueries.ListAsync(context, filter, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken) =>
        await work.ReadAsync((context, token) => audits.FindAsync(context, key, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        CheckWindow(filter.Skip, filter.Take);
        return await work.ReadAsync((context, token) => audits.ListAsync(context, filter, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        return await work.ReadAsync(
            async (context, token) => await OutboxQueries.FindAsync(context, messageId, token).ConfigureAwait(false) is OutboxMessage stored ? secrets.Read(stored) : null,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        CheckWindow(filter.Skip, filter.Take);
        List<OutboxMessage> stored = await work.ReadAsync(
            (context, token) => OutboxQueries.ListAsync(context, filter, token), cancellationToken).ConfigureAwait(false);
        return stored.ConvertAll(secrets.Read);
    }

    public async ValueTask<int> CountMessagesAsync(OutboxState state, CancellationToken cancellationToken) =>
        await work.ReadAsync((context, token) => OutboxQueries.CountAsync(context, state, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentOutOfRangeException.ThrowIfLessThan(claim.Take, 1);
        List<OutboxMessage> claimed = await work.WriteAsync(
            async (context, token) =>
                new Written<List<OutboxMessage>>(await OutboxClaims.ClaimAsync(context, claim, dialect, token).ConfigureAwait(false), IsKept: true),
            cancellationToken).ConfigureAwait(false);
        return claimed.ConvertAll(secrets.Read);
    }

    public async ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exceptPartners);
        return await work.ReadAsync((context, token) => OutboxQueries.NextAtAsync(context, exceptPartners, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partnerNodeId);
        return await work.ExecuteAsync(
            (context, token) => OutboxClaims.HastenAsync(context, partnerNodeId, now, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken) => await work.ReadAsync(
        async (context, token) =>
        {
            DateTimeOffset? contract = await ContractQueries.NextDueAtAsync(context, token).ConfigureAwait(false);
            DateTimeOffset? audit = await AuditQueries.NextDueAtAsync(context, token).ConfigureAwait(false);
            return contract <= audit || audit is null ? contract : audit;
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        int messages = await DeleteAsync(
            static (context, before) => context.Set<OutboxMessage>().Where(message =>
                message.EndedAt < before && (message.State == OutboxState.Delivered || message.State == OutboxState.Superseded)).OrderBy(message => message.EndedAt),
            endedBefore,
            cancellationToken).ConfigureAwait(false);
        int contracts = await DeleteContractsAsync(endedBefore, cancellationToken).ConfigureAwait(false);
        await DeleteAsync(
            static (context, before) => context.Set<TurnRow>().Where(turn => turn.TakenAt < before && turn.TurnKey != CheckKey).OrderBy(turn => turn.TakenAt),
            endedBefore,
            cancellationToken).ConfigureAwait(false);
        return messages + contracts;
    }

    public async ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await work.ReadAsync(
            (context, token) => context.Set<TurnRow>().Where(turn => turn.TurnKey == key).Select(static turn => turn.Number).SingleOrDefaultAsync(token),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken) => await work.ExecuteAsync(
        (context, token) => statements.CheckAsync(context, CheckKey, timeProvider.GetUtcNow(), token), cancellationToken).ConfigureAwait(false);

    private static void CheckWindow(int skip, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
    }

    // A batch is bounded by the time at which its last one ended. By the keys of the batch, of which there are two, the databases would look at every contract.
    private async ValueTask<int> DeleteContractsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int removed = 0;
        DateTimeOffset? last;
        do
        {
            last = await work.ReadAsync(
                (context, token) => Removable(context, before).OrderBy(static contract => contract.EndedAt).Skip(PruneBatch - 1)
                    .Select(static contract => contract.EndedAt).FirstOrDefaultAsync(token), cancellationToken).ConfigureAwait(false);
            removed += await work.ExecuteAsync(
                (context, token) => Removable(context, before).Where(contract => last == null || contract.EndedAt <= last).ExecuteDeleteAsync(token),
                cancellationToken).ConfigureAwait(false);
        }
        while (last is not null);

        return removed;
    }

    private static IQueryable<ContractRecord> Removable(DbContext context, DateTimeOffset before) =>
        context.Set<ContractRecord>().Where(contract => contract.ApprovedAt == null && contract.EndedAt < before);

    private async ValueTask<int> DeleteAsync<T>(
        Func<DbContext, DateTimeOffset, IOrderedQueryable<T>> ended, DateTimeOffset before, CancellationToken cancellationToken)
        where T : class
    {
        int removed = 0;
        while (true)
        {
            int batch = await work.ExecuteAsync(
                (context, token) => ended(context, before).Take(PruneBatch).ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);
            removed += batch;
            if (batch < PruneBatch)
            {
                return removed;
            }
        }
    }
}
