using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>
/// For a database with one writer at a time: writes stand in a queue, and those that wait are committed together, so that many share the one wait for the disk. Each
/// is told only after that commit. One that comes to nothing leaves the others as they are.
/// </summary>
internal sealed class QueuedWork(IContextSource contexts) : IStoreWork, IAsyncDisposable, IDisposable
{
    // Enough that the wait for the disk hardly counts, and few enough that the first does not wait long for the last.
    private const int MaxTogether = 64;
    private const string Savepoint = "interconn";

    private readonly Channel<QueuedWrite> queue = Channel.CreateUnbounded<QueuedWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();
    private Task? writer;

    // The provider does its work on the thread that asks. The pool's thread is spent either way; the caller must be able to give up waiting.
    public Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> readAsync, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            ContextLease lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                return await readAsync(lease.Context, cancellationToken).ConfigureAwait(false);
            }
        },
        cancellationToken);

    public Task<T> ExecuteAsync<T>(Func<DbContext, CancellationToken, Task<T>> executeAsync, CancellationToken cancellationToken) => WriteAsync(
        async (context, token) => new Written<T>(await executeAsync(context, token).ConfigureAwait(false), IsKept: true), cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new QueuedWrite<T>(writeAsync, cancellationToken);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(write), this);
            writer ??= Task.Run(WriteAllAsync, CancellationToken.None);
        }

        return write.Done;
    }

    /// <summary>Takes no more, and ends when what waits is written.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? last;
        lock (gate)
        {
            queue.Writer.TryComplete();
            last = writer;
        }

        await (last ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>Takes no more. What waits is still written, and not waited for.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            queue.Writer.TryComplete();
        }
    }

    private async Task WriteAllAsync()
    {
        var together = new List<QueuedWrite>(MaxTogether);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            together.Clear();
            while (together.Count < MaxTogether && queue.Reader.TryRead(out QueuedWrite? write))
            {
                if (write.Token.IsCancellationRequested)
                {
                    write.Fail(new OperationCanceledException(write.Token));
                }
                else
                {
                    together.Add(write);
                }
            }

            if (together.Count > 0 && !await TryWriteAsync(together).ConfigureAwait(false))
            {
                // One of them failed, which may have ended the transaction of all: each is on its own then, and hears of its own failure.
                foreach (QueuedWrite write in together)
                {
                    await TryWriteAsync([write]).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Writes them in one transaction, and tells them what came of it. False where one of several failed: then nothing is written, and nobody told.</summary>
    private async Task<bool> TryWriteAsync(List<QueuedWrite> together)
    {
        bool hasBegun = false;
        try
        {
            // Who gave up while others were tried is not waited for.
            together[0].Token.ThrowIfCancellationRequested();
            ContextLease lease = await contexts.RentAsync(CancellationToken.None).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                DbContext context = lease.Context;
                IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
                hasBegun = true;
                await using (transaction.ConfigureAwait(false))
                {
                    await WriteAsync(context, transaction, together).ConfigureAwait(false);
                }
            }
        }
        catch (Exception) when (together.Count > 1 && hasBegun)
        {
            return false;
        }
        catch (Exception exception)
        {
            foreach (QueuedWrite write in together)
            {
                write.Fail(exception);
            }

            return true;
        }

        foreach (QueuedWrite write in together)
        {
            write.Succeed();
        }

        return true;
    }

    private static async Task WriteAsync(DbContext context, IDbContextTransaction transaction, List<QueuedWrite> together)
    {
        context.Database.AutoSavepointsEnabled = false;
        foreach (QueuedWrite write in together)
        {
            await transaction.CreateSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
            if (!await write.RunAsync(context).ConfigureAwait(false))
            {
                await transaction.RollbackToSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
            }

            await transaction.ReleaseSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
            context.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
