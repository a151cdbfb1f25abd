using System.Diagnostics;
using Interconn.Sdk.Node.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>SQLite in a file of its own.</summary>
internal sealed class SqliteStore : IBenchmarkedStore
{
    private readonly string folder = Directory.CreateTempSubdirectory("interconn-benchmark-").FullName;
    private readonly ServiceProvider services;

    private SqliteStore() => services = new ServiceCollection().AddInterconnSqliteStores(ConnectionString("node.db")).BuildServiceProvider();

    public IReadOnlyList<INodeStore> Instances => [services.GetRequiredService<INodeStore>()];

    public static async Task<IBenchmarkedStore> MakeAsync()
    {
        var store = new SqliteStore();
        await store.services.MigrateInterconnStoresAsync();
        return store;
    }

    public async Task FillAsync(int rows)
    {
        await using SqliteConnection connection = await OpenAsync("node.db");
        await using SqliteTransaction transaction = connection.BeginTransaction();
        string numbers = $"(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows}) SELECT n FROM numbers)";
        foreach (string statement in Filling.Statements(numbers, static time => $"'{time}'"))
        {
            await ExecuteAsync(connection, statement);
        }

        await transaction.CommitAsync();
    }

    public async Task<double> BareCommitsPerSecondAsync(TimeSpan duration)
    {
        await using SqliteConnection connection = await OpenAsync("bare.db");
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL");
        await ExecuteAsync(connection, "CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)");
        int commits = 0;
        long start = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(start) < duration; commits++)
        {
            await ExecuteAsync(connection, "INSERT INTO bare (text) VALUES ('one row')");
        }

        return commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string file) => $"Data Source={Path.Combine(folder, file)}";

    private async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection(ConnectionString(file));
        await connection.OpenAsync();
        return connection;
    }
}
