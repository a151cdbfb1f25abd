using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Databases;

/// <summary>A database of one test, gone with it.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Makes an empty one.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite ? new SqliteTestDatabase() : await PostgreSqlTestDatabase.CreateAsync();

    /// <summary>Makes one with the tables of <see cref="ShopContext"/>, as the host's migrations would.</summary>
    public static async Task<TestDatabase> CreateWithTablesAsync(DatabaseKind kind)
    {
        TestDatabase database = await CreateAsync(kind);
        await using ShopContext context = database.Open();
        await database.MakeTablesAsync(context);
        return database;
    }

    public abstract void Use(DbContextOptionsBuilder builder);

    /// <summary>A context of the test's own, on a connection of its own.</summary>
    public ShopContext Open()
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        Use(options);
        return new ShopContext(options.Options);
    }

    public async Task MakeTablesAsync(DbContext context)
    {
        if (this is SqliteTestDatabase)
        {
            await context.Database.EnsureCreatedAsync();
        }
        else
        {
            // Other tests have their tables in the same database.
            await ((IRelationalDatabaseCreator)context.GetService<IDatabaseCreator>()).CreateTablesAsync();
        }
    }

    public abstract ValueTask DisposeAsync();
}
