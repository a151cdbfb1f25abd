using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.Sqlite;

/// <summary>What a connection string must say for the file to be durable, and what it says where the host did not.</summary>
internal static class SqliteConnectionStrings
{
    // Less than the time that the node gives its store (StoreTimeout), so that the reason is what the operator reads.
    private const int LockTimeoutSeconds = 3;

    /// <exception cref="ArgumentException">It cannot be read, or the database would be in memory.</exception>
    public static string Check(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.Mode == SqliteOpenMode.Memory
            || builder.DataSource.Length == 0
            || builder.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("The database would be in memory, and end with the process. Name a file, for instance 'Data Source=node.db'.", nameof(connectionString));
        }

        if (!builder.ShouldSerialize("Default Timeout"))
        {
            builder.DefaultTimeout = LockTimeoutSeconds;
        }

        return builder.ConnectionString;
    }
}
