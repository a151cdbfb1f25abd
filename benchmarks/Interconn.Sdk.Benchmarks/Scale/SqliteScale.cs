using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>A file of SQLite. It is filled without its indexes, and these are made again of what they were made of: that takes a fraction of the time.</summary>
internal sealed class SqliteScale : IScaledStore
{
    private static readonly PopulationSql Sql = new(
        "printf('%08d', n)", static time => $"'{time}'", static time => $"datetime('{time}', '+' || n || ' seconds')", no: "0", yes: "1");

    private readonly SqliteFile file = new();

    public void AddTo(IServiceCollection services) => services.AddInterconnSqliteStores(file.ConnectionString);

    public async Task FillAsync(int partners)
    {
        await using (ServiceProvider services = new ServiceCollection().AddInterconnSqliteStores(file.ConnectionString).BuildServiceProvider())
        {
            await services.MigrateInterconnStoresAsync();
        }

        IReadOnlyList<string> indexes = file.Read("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        IReadOnlyList<string> definitions = file.Read("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        string numbers = $"(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {partners}) SELECT n FROM numbers)";
        await using SqliteConnection connection = file.Open();
        string[] statements =
        [
            "PRAGMA synchronous = OFF",
            "PRAGMA cache_size = -500000",
            "BEGIN",
            .. indexes.Select(static name => $"DROP INDEX \"{name}\""),
            .. Sql.Statements(numbers),
            .. definitions,
            "COMMIT",
            "PRAGMA wal_checkpoint(TRUNCATE)",
        ];
        foreach (string statement in statements)
        {
            SqliteFile.Execute(connection, statement);
        }
    }

    public Task<long> SizeAsync() => Task.FromResult(new DirectoryInfo(file.Folder).EnumerateFiles().Sum(static each => each.Length));

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
