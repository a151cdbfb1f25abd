using System.Security.Cryptography;
using Npgsql;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>A schema of one node in the server that an environment variable names; dropped with its test.</summary>
internal sealed class PostgreSqlSchema : IAsyncDisposable
{
    private const string Variable = "INTERCONN_TEST_POSTGRES";
    private const int ConnectionsPerProcess = 20;

    private readonly string server;
    private readonly string name = "interconn_kill_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private PostgreSqlSchema(string server)
    {
        this.server = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { SearchPath = name, MaxPoolSize = ConnectionsPerProcess }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<PostgreSqlSchema> CreateAsync()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            Assert.Ignore($"Skipped: {Variable} is not set. It names a PostgreSQL server whose user may make schemas, for instance 'Host=127.0.0.1;Username=test'.");
        }

        var schema = new PostgreSqlSchema(server);
        await schema.ExecuteAsync($"CREATE SCHEMA {schema.name}");
        return schema;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"DROP SCHEMA {name} CASCADE");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
