using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>SQLite: a transaction that writes has the file to itself from its beginning.</summary>
internal sealed class SqliteDialect : StoreDialect
{
    // SQLITE_CONSTRAINT. The exception says it as its error code; the type itself is the provider's.
    private const int Constraint = 19;

    public static readonly SqliteDialect Instance = new();

    public override bool HasOneWriter => true;

    public override string ForShare => "";

    public override Task LockOutboxAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public override bool IsDuplicate(DbException exception) => exception.ErrorCode == Constraint;

    // A file that stays locked for as long as the provider waits is not available; to wait again would only make the caller wait longer.
    public override bool IsCollision(DbException exception) => false;
}
