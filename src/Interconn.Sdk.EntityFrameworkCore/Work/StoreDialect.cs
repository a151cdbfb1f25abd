using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>What the supported databases do not say or do alike.</summary>
internal abstract class StoreDialect
{
    private const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";
    private const string PostgreSqlProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>Whether one writes at a time, so that writes are best put one behind the other in the process already.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Ends a query whose rows must stay as they are until the transaction ends; begins with a blank where it is not empty.</summary>
    public abstract string ForShare { get; }

    /// <summary>Ends a query whose rows this transaction is about to write; begins with a blank where it is not empty.</summary>
    public virtual string ForUpdate => "";

    /// <summary>The dialect of a context's provider.</summary>
    /// <exception cref="NotSupportedException">The provider is another.</exception>
    public static StoreDialect Of(DbContext context) => context.Database.ProviderName switch
    {
        SqliteProvider => SqliteDialect.Instance,
        PostgreSqlProvider => PostgreSqlDialect.Instance,
        string provider => throw new NotSupportedException(
            $"Interconn: the stores of a node work on SQLite and PostgreSQL, and {context.GetType().Name} uses {provider}. Give the node a context of its own, by "
            + "AddInterconnSqliteStores or AddInterconnPostgreSqlStores."),
        null => throw new NotSupportedException($"Interconn: {context.GetType().Name} has no database provider."),
    };

    /// <summary>Waits for whoever takes messages at this moment, and lets nobody else until the transaction ends.</summary>
    public abstract Task LockOutboxAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Waits for whoever changes the schema at this moment, and lets nobody else until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Whether the context could not be saved since a row exists already that was to be added.</summary>
    public abstract Task<bool> IsDuplicateAsync(DbContext context, DbUpdateException exception, CancellationToken cancellationToken);

    /// <summary>Whether nothing is wrong but that others wrote at the same time: the whole transaction can be run again.</summary>
    public abstract bool IsCollision(DbException exception);
}
