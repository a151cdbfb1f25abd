using System.Globalization;
using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// The statements that no query can say. Their names are those of the model, and SQLite and PostgreSQL read them alike. Placeholders are parameters.
/// </summary>
internal sealed class StoreStatements
{
    private readonly string addTurn;
    private readonly string check;
    private readonly string holdContract;
    private readonly string lockContract;
    private readonly string lockAudit;
    private readonly string addNonce;
    private readonly string usePermit;

    /// <summary>Writes them for the tables of a context.</summary>
    public StoreStatements(DbContext context, StoreDialect dialect)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        var turns = new Names(context, sql, typeof(TurnRow));
        string turn = $"INSERT INTO {turns.Table} ({turns[nameof(TurnRow.TurnKey)]}, {turns[nameof(TurnRow.Number)]}, {turns[nameof(TurnRow.TakenAt)]}) VALUES ({{0}}, 1, {{1}})";
        addTurn = $"{turn} ON CONFLICT DO NOTHING";
        check = $"{turn} ON CONFLICT ({turns[nameof(TurnRow.TurnKey)]}) DO UPDATE SET {turns[nameof(TurnRow.TakenAt)]} = {{1}}";

        var contracts = new Names(context, sql, typeof(ContractRecord));
        string contract = $"SELECT {contracts[nameof(ContractRecord.Version)]} AS {sql.DelimitIdentifier("Value")} FROM {contracts.Table}"
            + $" WHERE {contracts[nameof(ContractRecord.PartnerNodeId)]} = {{0}} AND {contracts[nameof(ContractRecord.ContractId)]} = {{1}}";
        holdContract = contract + dialect.ForShare;
        lockContract = contract + dialect.ForUpdate;

        var audits = new Names(context, sql, typeof(AuditRecord));
        lockAudit = $"SELECT {audits[nameof(AuditRecord.Version)]} AS {sql.DelimitIdentifier("Value")} FROM {audits.Table}"
            + $" WHERE {audits[nameof(AuditRecord.Resource)]} = {{0}} AND {audits[nameof(AuditRecord.PartnerNodeId)]} = {{1}}"
            + $" AND {audits[nameof(AuditRecord.AuditId)]} = {{2}}{dialect.ForUpdate}";

        var nonces = new Names(context, sql, typeof(NonceRow));
        addNonce = $"INSERT INTO {nonces.Table} ({nonces[nameof(NonceRow.NonceId)]}, {nonces[nameof(NonceRow.ExpiresAt)]}) VALUES ({{0}}, {{1}}) ON CONFLICT DO NOTHING";

        var permits = new Names(context, sql, typeof(PermitRecord));
        string uses = permits[nameof(PermitRecord.Uses)];
        string timesLimit = permits[nameof(PermitRecord.TimesLimit)];
        string timeLimit = permits[nameof(PermitRecord.TimeLimit)];
        string contractExpiresAt = permits[nameof(PermitRecord.ContractExpiresAt)];

        // Says the same as PermitRecord.OutcomeAt, in the one step in which it is counted.
        usePermit = $"UPDATE {permits.Table} SET {uses} = {uses} + 1, {permits[PermitMapping.UsedUpAt]} = CASE WHEN {uses} + 1 >= {timesLimit} THEN {{1}} END"
            + $" WHERE {permits[nameof(PermitRecord.PermitId)]} = {{0}} AND {permits[nameof(PermitRecord.RevokedAt)]} IS NULL"
            + $" AND ({timeLimit} IS NULL OR {timeLimit} > {{1}}) AND ({contractExpiresAt} IS NULL OR {contractExpiresAt} > {{1}})"
            + $" AND ({timesLimit} IS NULL OR {uses} < {timesLimit})"
            + $" RETURNING {timesLimit} - {uses} AS {sql.DelimitIdentifier("Value")}";
    }

    /// <summary>Adds a turn that was never taken; 0 where it was.</summary>
    public Task<int> AddTurnAsync(DbContext context, string key, DateTimeOffset at, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(addTurn, [key, at.UtcDateTime], cancellationToken);

    /// <summary>Writes the time into a row that serves nothing else.</summary>
    public Task<int> CheckAsync(DbContext context, string key, DateTimeOffset at, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(check, [key, at.UtcDateTime], cancellationToken);

    /// <summary>The version of a contract, which nobody changes until the transaction ends; null where there is none.</summary>
    public Task<long?> HoldContractAsync(DbContext context, ContractKey key, CancellationToken cancellationToken) =>
        VersionAsync(context.Database.SqlQueryRaw<long>(holdContract, key.PartnerNodeId, key.ContractId), cancellationToken);

    /// <summary>The version of a contract that this transaction writes; null where there is none.</summary>
    public Task<long?> LockContractAsync(DbContext context, ContractKey key, CancellationToken cancellationToken) =>
        VersionAsync(context.Database.SqlQueryRaw<long>(lockContract, key.PartnerNodeId, key.ContractId), cancellationToken);

    /// <summary>The version of an audit that this transaction writes; null where there is none.</summary>
    public Task<long?> LockAuditAsync(DbContext context, AuditKey key, CancellationToken cancellationToken) =>
        VersionAsync(context.Database.SqlQueryRaw<long>(lockAudit, key.Resource.ToString(), key.PartnerNodeId, key.AuditId), cancellationToken);

    /// <summary>Adds a nonce; 0 where it was seen.</summary>
    public Task<int> AddNonceAsync(DbContext context, byte[] nonceId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(addNonce, [nonceId, expiresAt.UtcDateTime], cancellationToken);

    /// <summary>Whether a nonce was seen.</summary>
    public static Task<bool> HasNonceAsync(DbContext context, byte[] nonceId, CancellationToken cancellationToken) =>
        context.Set<NonceRow>().AnyAsync(nonce => nonce.NonceId == nonceId, cancellationToken);

    /// <summary>Uses a permit: none where it was not granted; otherwise how many uses are left, or null where there is no limit.</summary>
    public Task<List<long?>> UsePermitAsync(DbContext context, string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Database.SqlQueryRaw<long?>(usePermit, permitId, now.UtcDateTime).ToListAsync(cancellationToken);

    private static async Task<long?> VersionAsync(IQueryable<long> query, CancellationToken cancellationToken)
    {
        List<long> versions = await query.ToListAsync(cancellationToken).ConfigureAwait(false);
        return versions.Count == 0 ? null : versions[0];
    }

    private readonly struct Names
    {
        private readonly IEntityType type;
        private readonly StoreObjectIdentifier table;
        private readonly ISqlGenerationHelper sql;

        public Names(DbContext context, ISqlGenerationHelper sql, Type record)
        {
            this.sql = sql;
            type = context.Model.FindEntityType(record) ?? throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Interconn: {context.GetType().Name} has no table of the node. Call modelBuilder.UseInterconn() in its OnModelCreating."));
            table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            Table = sql.DelimitIdentifier(table.Name, table.Schema);
        }

        public string Table { get; }

        public string this[string property] => sql.DelimitIdentifier(type.FindProperty(property)!.GetColumnName(table)!);
    }
}
