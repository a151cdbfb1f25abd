using Interconn.Sdk.EntityFrameworkCore;
using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Keeps a node in SQLite.</summary>
public static class InterconnSqliteServiceCollectionExtensions
{
    private const string HistoryTable = "interconn_migrations";

    /// <summary>
    /// Keeps contracts, audits, permits, nonces and the outbox of the node in a SQLite file: for a node of one process, on a disk of the machine that it runs on. What a
    /// partner is told has happened is on that disk.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="connectionString">
    /// Where it is, for instance <c>Data Source=node.db</c>; a relative path goes by the working directory of the process. Without a <c>Default Timeout</c> a locked file is waited for 3 seconds.
    /// </param>
    /// <param name="configure">Changes the settings; null leaves them.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names a database in memory, which is not durable.</exception>
    /// <exception cref="InvalidOperationException">The node has durable stores already.</exception>
    public static IServiceCollection AddInterconnSqliteStores(
        this IServiceCollection services, string connectionString, Action<InterconnStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        string checkedConnection = SqliteConnectionStrings.Check(connectionString);
        return StoreServices.AddOwn<InterconnSqliteContext, WriteAheadLog>(
            services,
            builder => builder.UseSqlite(checkedConnection, static sqlite => sqlite.MigrationsHistoryTable(HistoryTable)),
            configure);
    }
}
