using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>A database file of one test, in a folder of its own; deleted with it.</summary>
public sealed class SqliteFile : IDisposable
{
    /// <param name="parent">Where the folder is made; null for the place of temporary files.</param>
    public SqliteFile(string? parent = null)
    {
        Folder = parent is null
            ? Directory.CreateTempSubdirectory("interconn-").FullName
            : Directory.CreateDirectory(System.IO.Path.Combine(parent, Guid.NewGuid().ToString("N"))).FullName;
        Path = System.IO.Path.Combine(Folder, "node.db");
    }

    public string Folder { get; }

    public string Path { get; }

    public string ConnectionString => $"Data Source={Path}";

    /// <summary>Another file of the same folder.</summary>
    public string Beside(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>A connection beside those of the stores, which waits for no lock.</summary>
    public SqliteConnection Open(string? path = null)
    {
        var connection = new SqliteConnection($"Data Source={path ?? Path};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    /// <summary>The rows of a query as text, column by column.</summary>
    public IReadOnlyList<string> Read(string sql, string? path = null)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        }

        return rows;
    }

    /// <summary>Runs statements on a connection beside those of the stores.</summary>
    public void Execute(string sql)
    {
        using SqliteConnection connection = Open();
        Execute(connection, sql);
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        // Connections are kept open for the next user.
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : FormattableString.Invariant($"{value}");
}
