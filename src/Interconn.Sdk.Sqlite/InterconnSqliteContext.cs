using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.Sqlite;

/// <summary>The node's tables in a SQLite file.</summary>
internal sealed class InterconnSqliteContext(DbContextOptions<InterconnSqliteContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseInterconn();
}
