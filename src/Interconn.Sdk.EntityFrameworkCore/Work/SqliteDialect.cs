using System.Data.Common;
using Interconn.Sdk.Node.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>SQLite: a transaction that writes has the file to itself from its beginning.</summary>
internal sealed class SqliteDialect : StoreDialect
{
    public static readonly SqliteDialect Instance = new();

    public override bool HasOneWriter => true;

    public override string ForShare => "";

    public override Task LockOutboxAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockSchemaAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    // What went wrong is said by a type of the provider, which this package does without: so it is looked up. The transaction goes on after a refused row.
    public override async Task<bool> IsDuplicateAsync(DbContext context, DbUpdateException exception, CancellationToken cancellationToken)
    {
        try
        {
            foreach (EntityEntry entry in exception.Entries.Where(static entry => entry.State == EntityState.Added))
            {
                if (await IsStoredAsync(context, entry, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It has ended all the same, as with a full disk: that is the reason to be told, and not that nothing could be looked up.
        }

        return false;
    }

    // A file that stays locked for as long as the provider waits is not available; to wait again would only make the caller wait longer.
    public override bool IsCollision(DbException exception) => false;

    private static async Task<bool> IsStoredAsync(DbContext context, EntityEntry entry, CancellationToken cancellationToken) =>
        entry.Entity is OutboxMessage { MessageId: string messageId }
            ? await context.Set<OutboxMessage>().AnyAsync(message => message.MessageId == messageId, cancellationToken).ConfigureAwait(false)
            : await entry.GetDatabaseValuesAsync(cancellationToken).ConfigureAwait(false) is not null;
}
