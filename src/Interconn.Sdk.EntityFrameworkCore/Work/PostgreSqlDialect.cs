using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>PostgreSQL, at its default isolation: every statement sees what was committed before it.</summary>
internal sealed class PostgreSqlDialect : StoreDialect
{
    private const string UniqueViolation = "23505";
    private const string SerializationFailure = "40001";
    private const string DeadlockDetected = "40P01";

    // Any number that nothing else in the database locks by: "interco" in ASCII, and 1 for the outbox.
    private const long OutboxLock = 0x696E746572636F01;

    public static readonly PostgreSqlDialect Instance = new();

    public override bool HasOneWriter => false;

    public override string ForShare => " FOR SHARE";

    public override Task LockOutboxAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_xact_lock({OutboxLock})", cancellationToken);

    public override bool IsDuplicate(DbException exception) => exception.SqlState == UniqueViolation;

    public override bool IsCollision(DbException exception) => exception.SqlState is SerializationFailure or DeadlockDetected;
}
