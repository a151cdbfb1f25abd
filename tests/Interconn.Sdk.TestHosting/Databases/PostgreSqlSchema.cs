using System.Security.Cryptography;
using Npgsql;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>A schema of one test, in which its tables are; dropped with it.</summary>
public sealed class PostgreSqlSchema : IAsyncDisposable
{
    private PostgreSqlSchema() => ConnectionString = With(static _ => { });

    public string Name { get; } = "interconn_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string ConnectionString { get; }

    public static async Task<PostgreSqlSchema> CreateAsync()
    {
        var schema = new PostgreSqlSchema();
        await PostgreSqlServer.ExecuteAsync($"CREATE SCHEMA {schema.Name}");
        return schema;
    }

    /// <summary>The connection string, changed.</summary>
    public string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgreSqlServer.ConnectionString) { SearchPath = Name, MaxPoolSize = 20 };
        change(builder);
        return builder.ConnectionString;
    }

    public Task ExecuteAsync(string sql) => PostgreSqlServer.ExecuteAsync(ConnectionString, sql);

    public Task<IReadOnlyList<string>> ListAsync(string sql) => PostgreSqlServer.ListAsync(ConnectionString, sql);

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await PostgreSqlServer.ExecuteAsync($"DROP SCHEMA {Name} CASCADE");
    }
}
