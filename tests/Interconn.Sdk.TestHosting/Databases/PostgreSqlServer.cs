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
            string? text = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(text))
            {
                Assert.Ignore($"Skipped: {Variable} is not set. It names a PostgreSQL server whose user may make schemas, for instance 'Host=127.0.0.1;Username=test'.");
            }

            return text;
        }
    }

    public static async Task ExecuteAsync(string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
