using System.Security.Cryptography;
using Npgsql;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>A schema of one test, in which its tables are; dropped with it.</summary>
public sealed class PostgreSqlSchema : IAsyncDisposable
{
    private readonly string name = "interconn_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private PostgreSqlSchema() => ConnectionString = new NpgsqlConnectionStringBuilder(PostgreSqlServer.ConnectionString)
    {
        SearchPath = name,
        MaxPoolSize = 20,
    }.ConnectionString;

    public string ConnectionString { get; }

    public static async Task<PostgreSqlSchema> CreateAsync()
    {
        var schema = new PostgreSqlSchema();
        await PostgreSqlServer.ExecuteAsync($"CREATE SCHEMA {schema.name}");
        return schema;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await PostgreSqlServer.ExecuteAsync($"DROP SCHEMA {name} CASCADE");
    }
}
