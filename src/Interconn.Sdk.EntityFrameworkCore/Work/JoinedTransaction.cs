using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>
/// A transaction of the host, in which the node's pieces of work take part: one after the other, since a connection serves one at a time, and those that write each
/// in a savepoint. Once nobody can say any more what is in it, it is doomed: nothing more takes part, and it must not be committed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks the semaphore for its wait handle, which is all that it would have to dispose.")]
internal sealed class JoinedTransaction(IContextSource contexts, DbConnection connection, DbTransaction transaction)
{
    private const string Savepoint = "interconn";

    private readonly SemaphoreSlim turn = new(1, 1);
    private int partaking;
    private Exception? fault;
    private volatile bool isDoomed;
    private volatile bool isOver;

    public bool IsOver => isOver;

    public Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> readAsync, CancellationToken cancellationToken) => TakePartAsync(
        async (context, _, token) =>
        {
            try
            {
                return await readAsync(context, token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // PostgreSQL ends a transaction in which a statement fails, and a read is not worth a savepoint.
                Doom(exception);
                throw;
            }
        },
        cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken) => TakePartAsync(
        async (context, joined, token) =>
        {
            context.Database.AutoSavepointsEnabled = false;
            await joined.CreateSavepointAsync(Savepoint, token).ConfigureAwait(false);
            Written<T> written;
            try
            {
                written = await writeAsync(context, token).ConfigureAwait(false);
            }
            catch
            {
                await UndoAsync(joined).ConfigureAwait(false);
                throw;
            }

            if (!written.IsKept)
            {
                await UndoAsync(joined).ConfigureAwait(false);
            }

            await joined.ReleaseSavepointAsync(Savepoint, token).ConfigureAwait(false);
            return written.Value;
        },
        cancellationToken);

    /// <summary>
    /// Waits for the piece of work that is under way. Where there is one, somebody did not wait for it: of what it belongs to, only a part could be committed.
    /// </summary>
    public Task SettleAsync() => WaitAsync(isLast: false);

    /// <summary>Does the same, and lets no other begin.</summary>
    public Task EndAsync() => WaitAsync(isLast: true);

    /// <exception cref="InvalidOperationException">It must not be committed.</exception>
    public void RequireSound()
    {
        if (isDoomed)
        {
            throw new InvalidOperationException(
                "Interconn: the transaction is rolled back, since a call of the node within it failed, was given up in the middle, or was not awaited. Await every call, and run the whole work again.",
                fault);
        }
    }

    private async Task WaitAsync(bool isLast)
    {
        if (Volatile.Read(ref partaking) > 0)
        {
            Doom(null);
        }

        await turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        isOver |= isLast;
        turn.Release();
    }

    private async Task<T> TakePartAsync<T>(Func<DbContext, IDbContextTransaction, CancellationToken, Task<T>> workAsync, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref partaking);
        try
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Interlocked.Decrement(ref partaking);
            throw;
        }

        try
        {
            if (isOver)
            {
                throw new InvalidOperationException("Interconn: the transaction of the host ended before a call of the node within it. Await every call before the work returns.");
            }

            RequireSound();

            // Whoever gives up does not wait until this has come to an end, and may go on to commit.
            CancellationTokenRegistration givenUp = cancellationToken.UnsafeRegister(static joined => ((JoinedTransaction)joined!).Doom(null), this);
            await using (givenUp.ConfigureAwait(false))
            {
                ContextLease lease = contexts.MakeFor(connection);
                await using (lease.ConfigureAwait(false))
                {
                    DbContext context = lease.Context;
                    IDbContextTransaction joined = (await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false))!;
                    await using (joined.ConfigureAwait(false))
                    {
                        return await workAsync(context, joined, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref partaking);
            turn.Release();
        }
    }

    private async Task UndoAsync(IDbContextTransaction joined)
    {
        try
        {
            await joined.RollbackToSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Doom(exception);
            throw;
        }
    }

    private void Doom(Exception? exception)
    {
        Interlocked.CompareExchange(ref fault, exception, null);
        isDoomed = true;
    }
}
