using Interconn.Sdk.EntityFrameworkCore;
using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.PostgreSql;
using Microsoft.EntityFrameworkCore;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Keeps a node in PostgreSQL.</summary>
public static class InterconnPostgreSqlServiceCollectionExtensions
{
    private const string HistoryTable = "interconn_migrations";

    /// <summary>
    /// Keeps contracts, audits, permits, nonces and the outbox of the node in PostgreSQL. Several processes with the same id and key on one database are one node.
    /// </summary>
    /// <remarks>
    /// No lock and no setting of the stores outlives a transaction, so that they work behind a pooler that lends a connection for one transaction, such as PgBouncer: the
    /// connection string then has <c>No Reset On Close=true</c>, and a search path other than <c>public</c> is set at the role (<c>ALTER ROLE … SET search_path</c>)
    /// instead. Once the schema is made, the role needs no rights but to read and write its tables.
    /// </remarks>
    /// <param name="services">The services of the host.</param>
    /// <param name="connectionString">
    /// Where it is, for instance <c>Host=db;Database=node;Username=node;Password=…</c>. The tables are in the first schema of its <c>Search Path</c>, by default <c>public</c>.
    /// </param>
    /// <param name="configure">Changes the settings; null leaves them.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The node has durable stores already.</exception>
    public static IServiceCollection AddInterconnPostgreSqlStores(
        this IServiceCollection services, string connectionString, Action<InterconnStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return StoreServices.AddOwn<InterconnPostgreSqlContext, NoPreparation>(
            services,
            builder => builder.UseNpgsql(connectionString, static npgsql => npgsql.MigrationsHistoryTable(HistoryTable)),
            configure);
    }
}
