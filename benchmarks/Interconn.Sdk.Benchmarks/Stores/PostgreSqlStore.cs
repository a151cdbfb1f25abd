using System.Diagnostics;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>PostgreSQL in a schema of its own, for two instances of one node.</summary>
internal sealed class PostgreSqlStore : IBenchmarkedStore
{
    private const string Variable = "INTERCONN_TEST_POSTGRES";

    private readonly string server;
    private readonly string schema = "interconn_benchmark_" + Guid.NewGuid().ToString("N")[..8];
    private readonly ServiceProvider[] instances;

    private PostgreSqlStore(string server)
    {
        this.server = server;

        // Two pools, as two processes have: a name of its own makes a pool of its own.
        instances = [Instance("one"), Instance("other")];
    }

    public static bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    public IReadOnlyList<INodeStore> Instances => [.. instances.Select(static instance => instance.GetRequiredService<INodeStore>())];

    public static async Task<IBenchmarkedStore> MakeAsync()
    {
        var store = new PostgreSqlStore(Environment.GetEnvironmentVariable(Variable)!);
        await store.ExecuteAsync($"CREATE SCHEMA {store.schema}");
        await store.instances[0].MigrateInterconnStoresAsync();
        return store;
    }

    public async Task FillAsync(int rows)
    {
        string numbers = $"generate_series(1, {rows}) AS n";
        foreach (string statement in Filling.Statements(numbers, static time => $"'{time}+00'::timestamptz", "'JG01000011' || lpad((n % 1000)::text, 8, '0')"))
        {
            await ExecuteAsync(statement);
        }

        // As autovacuum would by and by.
        await ExecuteAsync("VACUUM ANALYZE");
    }

    public async Task<double> BareCommitsPerSecondAsync(TimeSpan duration)
    {
        await ExecuteAsync("CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)");
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(ConnectionString("bare"));
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        int commits = 0;
        long start = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(start) < duration; commits++)
        {
            await using NpgsqlCommand command = new("INSERT INTO bare (text) VALUES ('one row')", connection);
            await command.ExecuteNonQueryAsync();
        }

        return commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider instance in instances)
        {
            await instance.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP SCHEMA {schema} CASCADE");
    }

    private ServiceProvider Instance(string name) =>
        new ServiceCollection().AddInterconnPostgreSqlStores(ConnectionString(name)).BuildServiceProvider();

    private string ConnectionString(string name) =>
        new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, ApplicationName = name, MaxPoolSize = 32, CommandTimeout = 600 }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(ConnectionString("set-up") + ";Pooling=false");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
