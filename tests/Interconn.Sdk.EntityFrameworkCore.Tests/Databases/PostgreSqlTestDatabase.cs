using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Databases;

/// <summary>A schema of its own on the server that an environment variable names. Where it is not set, the test says so and is skipped.</summary>
internal sealed class PostgreSqlTestDatabase : TestDatabase
{
    private const string Variable = "INTERCONN_TEST_POSTGRES";

    private readonly string server;
    private readonly string schema = "interconn_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private PostgreSqlTestDatabase(string server) => this.server = server;

    private string ConnectionString => new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 20 }.ConnectionString;

    public static async Task<PostgreSqlTestDatabase> CreateAsync()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            Assert.Ignore($"Skipped: {Variable} is not set. It names a PostgreSQL server whose user may make schemas, for instance 'Host=127.0.0.1;Username=test'.");
        }

        var database = new PostgreSqlTestDatabase(server);
        await database.ExecuteAsync($"CREATE SCHEMA {database.schema}");
        return database;
    }

    public override void Use(DbContextOptionsBuilder builder) => builder.UseNpgsql(ConnectionString);

    /// <summary>With the provider's own way of trying again what failed on the way.</summary>
    public void UseWithRetries(DbContextOptionsBuilder builder) => builder.UseNpgsql(ConnectionString, static npgsql => npgsql.EnableRetryOnFailure());

    public override async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP SCHEMA {schema} CASCADE");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
