using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.Sqlite;

/// <summary>Sets the file to write ahead, which it stays set to: readers and the writer do not wait for each other then, and a commit waits for the disk once.</summary>
internal sealed class WriteAheadLog : IDatabasePreparation
{
    // FULL: a commit returns when its log is on the disk. With less of it, a power failure takes back what a partner was told.
    private const long FullSynchronous = 2;

    /// <exception cref="InvalidOperationException">The file system cannot do it, or the SQLite library of the host does not wait for the disk.</exception>
    public async Task PrepareAsync(DbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        OwnersFile.Make(context);
        string mode = await ReadAsync<string>(context, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"Interconn: SQLite cannot write the node's database ahead; it stays with '{mode}'. Put the file on a disk of the machine, and not on a network share.");
        }

        long synchronous = await ReadAsync<long>(context, "PRAGMA synchronous", cancellationToken).ConfigureAwait(false);
        if (synchronous < FullSynchronous)
        {
            throw new InvalidOperationException(
                $"Interconn: the SQLite library of this host does not wait for the disk at a commit (synchronous = {synchronous}). Use SQLitePCLRaw.bundle_e_sqlite3.");
        }
    }

    private static async Task<T> ReadAsync<T>(DbContext context, string pragma, CancellationToken cancellationToken)
    {
        List<T> values = await context.Database.SqlQueryRaw<T>(pragma).ToListAsync(cancellationToken).ConfigureAwait(false);
        return values[0];
    }
}
