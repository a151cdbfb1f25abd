using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.Sqlite;

/// <summary>
/// Makes the file of a new database, for its owner alone. SQLite would make it with the rights that the process gives to any file, and permits' tokens stand in it.
/// What SQLite puts beside it takes its rights.
/// </summary>
internal static class OwnersFile
{
    public static void Make(DbContext context)
    {
        var connection = new SqliteConnectionStringBuilder(context.Database.GetConnectionString());
        if (OperatingSystem.IsWindows() || connection.Mode != SqliteOpenMode.ReadWriteCreate || !Path.IsPathFullyQualified(connection.DataSource))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        try
        {
            new FileStream(connection.DataSource, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is there, or cannot be made: SQLite opens it, or says why not.
        }
    }
}
