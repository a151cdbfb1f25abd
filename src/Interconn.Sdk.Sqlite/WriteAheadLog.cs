using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.Sqlite;

/// <summary>Sets the file to write ahead, which it stays set to: readers and the writer do not wait for each other then, and a commit waits for the disk once.</summary>
internal sealed class WriteAheadLog : IDatabasePreparation
{
    public Task PrepareAsync(DbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }
}
