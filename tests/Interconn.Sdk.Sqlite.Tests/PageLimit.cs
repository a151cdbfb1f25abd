using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>Makes a full disk of SQLite's own limit of pages, which holds for one connection at a time: it is set each time that one is opened.</summary>
internal sealed class PageLimit : DbConnectionInterceptor
{
    private const long Unlimited = 4_294_967_294;
    private long pages = Unlimited;

    /// <summary>Nothing can be added any more, but for what there is room for in the pages that there are.</summary>
    public void Fill() => Volatile.Write(ref pages, 1);

    public void Free() => Volatile.Write(ref pages, Unlimited);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private void Set(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A number.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {Volatile.Read(ref pages)}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
