using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.PostgreSql;

/// <summary>The node's tables in PostgreSQL.</summary>
internal sealed class InterconnPostgreSqlContext(DbContextOptions<InterconnPostgreSqlContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseInterconn();
}
