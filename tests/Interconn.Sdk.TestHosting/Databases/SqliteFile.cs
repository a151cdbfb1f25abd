using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>A database file of one test, in a folder of its own; deleted with it.</summary>
public sealed class SqliteFile : IDisposable
{
    public SqliteFile()
    {
        Folder = Directory.CreateTempSubdirectory("interconn-").FullName;
        Path = System.IO.Path.Combine(Folder, "node.db");
    }

    public string Folder { get; }

    public string Path { get; }

    public string ConnectionString => $"Data Source={Path}";

    public void Dispose()
    {
        // Connections are kept open for the next user.
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
