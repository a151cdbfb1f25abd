using Npgsql;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>The server that the tests of this project use: its connection string is in an environment variable. Where it is not set they say so, and are skipped.</summary>
public static class PostgreSqlServer
{
    public const string Variable = "INTERCONN_TEST_POSTGRES";

    public static string ConnectionString
    {
        get
        {
            Demand();
            return Environment.GetEnvironmentVariable(Variable)!;
        }
    }

    /// <summary>Skips the test, or the fixture, where there is no server.</summary>
    public static void Demand()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Assert.Ignore(
                $"Skipped: {Variable} is not set. It names a PostgreSQL server for the tests, and a superuser of it, for instance 'Host=127.0.0.1;Username=test'.");
        }
    }

    public static Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString + ";Pooling=false", sql);

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of each row, as text.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
