using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Each piece of work on a connection of its own, many at a time. What collides with another's is run again.</summary>
internal sealed class DirectWork(IContextSource contexts, StoreDialect dialect) : IStoreWork
{
    // Of those that collide one always gets through, so many in a row mean that something is wrong.
    private const int MaxAttempts = 20;

    public async Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> readAsync, CancellationToken cancellationToken)
    {
        ContextLease lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            return await readAsync(lease.Context, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<T> ExecuteAsync<T>(Func<DbContext, CancellationToken, Task<T>> executeAsync, CancellationToken cancellationToken) =>
        AgainWhereItCollidesAsync(() => ReadAsync(executeAsync, cancellationToken), cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken) =>
        AgainWhereItCollidesAsync(() => ReadAsync((context, token) => WriteAsync(context, writeAsync, token), cancellationToken), cancellationToken);

    private static Task<T> WriteAsync<T>(
        DbContext context, Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken)
    {
        IExecutionStrategy strategy = context.Database.CreateExecutionStrategy();
        return strategy.RetriesOnFailure
            ? strategy.ExecuteAsync(
                token =>
                {
                    context.ChangeTracker.Clear();
                    return WriteOnceAsync(context, writeAsync, token);
                },
                cancellationToken)
            : WriteOnceAsync(context, writeAsync, cancellationToken);
    }

    private static async Task<T> WriteOnceAsync<T>(
        DbContext context, Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken)
    {
        // By name: an administrator may have set another as the default, under which a statement would not see what was committed while it waited for a lock.
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            Written<T> written = await writeAsync(context, cancellationToken).ConfigureAwait(false);
            if (written.IsKept)
            {
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return written.Value;
        }
    }

    private async Task<T> AgainWhereItCollidesAsync<T>(Func<Task<T>> attemptAsync, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await attemptAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < MaxAttempts && IsCollision(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // However the provider wraps it.
    private bool IsCollision(Exception? exception)
    {
        while (exception is not null and not DbException)
        {
            exception = exception.InnerException;
        }

        return exception is DbException failure && dialect.IsCollision(failure);
    }
}
