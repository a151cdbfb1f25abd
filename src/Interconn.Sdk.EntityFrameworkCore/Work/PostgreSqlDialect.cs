using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>PostgreSQL, at the isolation READ COMMITTED: every statement sees what was committed before it.</summary>
internal sealed class PostgreSqlDialect : StoreDialect
{
    private const string UniqueViolation = "23505";
    private const string SerializationFailure = "40001";
    private const string DeadlockDetected = "40P01";

    // Any numbers that nothing else in the database locks by: "interco" in ASCII, and one more byte.
    private const long OutboxLock = 0x696E746572636F01;
    private const long SchemaLock = 0x696E746572636F02;

    public static readonly PostgreSqlDialect Instance = new();

    public override bool HasOneWriter => false;

    public override string ForShare => " FOR SHARE";

    // Without the key: rows that name this one would not have to wait, and nothing changes a key.
    public override string ForUpdate => " FOR NO KEY UPDATE";

    public override Task LockOutboxAsync(DbContext context, CancellationToken cancellationToken) =>
        LockAsync(context, OutboxLock, cancellationToken);

    public override Task LockSchemaAsync(DbContext context, CancellationToken cancellationToken) => LockAsync(context, SchemaLock, cancellationToken);

    public override Task<bool> IsDuplicateAsync(DbContext context, DbUpdateException exception, CancellationToken cancellationToken) =>
        Task.FromResult(exception.InnerException is DbException { SqlState: UniqueViolation });

    public override bool IsCollision(DbException exception) => exception.SqlState is SerializationFailure or DeadlockDetected;

    // Such a lock is the database's, and there may be nodes in several of its schemas. It ends with the transaction, so that it is safe behind a pooler as well.
    private static Task<int> LockAsync(DbContext context, long number, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"SELECT pg_advisory_xact_lock(hashtextextended(coalesce(current_schema(), ''), {number}))", cancellationToken);
}
