using Interconn.Sdk.EntityFrameworkCore.Migrations;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Brings up the schema of a node's store.</summary>
public static class InterconnStoreServiceProviderExtensions
{
    /// <summary>
    /// Makes the schema of a database that is the node's own, or brings it up to this version, in one transaction. For a step of the deployment, under a role that
    /// may change tables. Tables in the host's own context are for the host's own migrations.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="cancellationToken">Ends the work; the schema is then as it was.</param>
    /// <returns>When the schema is that of this version.</returns>
    /// <exception cref="InvalidOperationException">The schema is of a later version, or the host has no stores in a database of their own.</exception>
    public static Task MigrateInterconnStoresAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        IStoreMigrator migrator = services.GetService<IStoreMigrator>() ?? throw new InvalidOperationException(
            "The node has no stores in a database of their own. Call AddInterconnSqliteStores or AddInterconnPostgreSqlStores; tables in a context of the host are made by the host's migrations.");
        return migrator.MigrateAsync(cancellationToken);
    }
}
