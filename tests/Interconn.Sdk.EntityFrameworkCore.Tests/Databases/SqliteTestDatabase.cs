using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Databases;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqliteTestDatabase : TestDatabase
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("interconn-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "shop.db");

    public override void Use(DbContextOptionsBuilder builder) => builder.UseSqlite($"Data Source={Path}");

    /// <summary>All that the database has written, in whichever of its files.</summary>
    public byte[] ReadAll()
    {
        using var all = new MemoryStream();
        foreach (string file in Directory.GetFiles(Folder, "shop.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.CopyTo(all);
        }

        return all.ToArray();
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
