using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.Sqlite;

/// <summary>What a connection string must say for the file to be durable, and what it says where the host did not.</summary>
internal static class SqliteConnectionStrings
{
    // Less than the time that the node gives its store (StoreTimeout), so that the reason is what the operator reads.
    private const int LockTimeoutSeconds = 3;

    private const string UriScheme = "file:";
    private const string DataDirectory = "DataDirectory";

    /// <exception cref="ArgumentException">It cannot be read, or the database would be in memory, not to be written, or shared in a way that makes readers wait.</exception>
    public static string Check(string connectionString)
    {
        SqliteConnectionStringBuilder builder = Read(connectionString);
        if (IsInMemory(builder))
        {
            throw new ArgumentException("The database would be in memory, and end with the process. Name a file, for instance 'Data Source=node.db'.", nameof(connectionString));
        }

        if (builder.Mode == SqliteOpenMode.ReadOnly)
        {
            throw new ArgumentException("The database would be open for reading only, and a node writes. Leave out 'Mode'.", nameof(connectionString));
        }

        if (builder.Cache == SqliteCacheMode.Shared)
        {
            throw new ArgumentException("With a shared cache readers would wait for the writer. Leave out 'Cache'.", nameof(connectionString));
        }

        if (!builder.ShouldSerialize("Default Timeout"))
        {
            builder.DefaultTimeout = LockTimeoutSeconds;
        }

        builder.DataSource = Locate(builder.DataSource);
        return builder.ConnectionString;
    }

    private static SqliteConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // Its own message may name a part of the text, and that may be one of the password.
            throw new ArgumentException(
                "The connection string cannot be read. It takes the keywords of Microsoft.Data.Sqlite, for instance 'Data Source=node.db'; values with a semicolon stand in quotes.",
                nameof(connectionString));
        }
    }

    private static bool IsInMemory(SqliteConnectionStringBuilder builder) =>
        builder.Mode == SqliteOpenMode.Memory
        || builder.DataSource.Length == 0
        || builder.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
        || builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase)
        || builder.DataSource.Contains("vfs=memdb", StringComparison.OrdinalIgnoreCase);

    // Found once: a host that changes its working directory later must not find itself with another, empty file.
    private static string Locate(string dataSource) =>
        dataSource.StartsWith(UriScheme, StringComparison.OrdinalIgnoreCase) || dataSource.StartsWith($"|{DataDirectory}|", StringComparison.OrdinalIgnoreCase)
            ? dataSource
            : Path.GetFullPath(dataSource, AppDomain.CurrentDomain.GetData(DataDirectory) as string ?? Environment.CurrentDirectory);
}
