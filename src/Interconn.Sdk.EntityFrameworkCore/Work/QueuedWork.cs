using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>
/// For a database with one writer at a time: writes stand in a queue, and those that wait are committed together, so that many share the one wait for the disk. Each
/// is told only after that commit. One that comes to nothing leaves the others as they are. Whoever gives up waiting is told at once; what he wanted is then not
/// written, unless it had begun.
/// </summary>
internal sealed class QueuedWork(IContextSource contexts, TimeProvider timeProvider) : IStoreWork, IAsyncDisposable, IDisposable
{
    /// <summary>How many writes may wait: more than a disk takes before their callers have given up. A disk that hangs must not fill the memory.</summary>
    internal const int MaxWaiting = 4096;

    /// <summary>How many read at a time. Each holds a thread of the pool, and a disk that hangs must not hold all of them.</summary>
    internal const int MaxReading = 16;

    // Enough that the wait for the disk hardly counts, and few enough that the first does not wait long for the last.
    private const int MaxTogether = 64;
    private const string Savepoint = "interconn";

    // As long as a host waits for its services. A disk that hangs longer must not hold up the end of the process.
    private static readonly TimeSpan DisposalPatience = TimeSpan.FromSeconds(30);

    private readonly Channel<QueuedWrite> queue = Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    [SuppressMessage("Usage", "CA2213", Justification = "Whoever still reads gives his place back; nothing of it but memory is to be freed.")]
    private readonly SemaphoreSlim reading = new(MaxReading);
    private readonly Lock gate = new();
    private Task? writer;
    private bool isDisposed;

    public async Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> readAsync, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken).ConfigureAwait(false);

        // The provider does its work on the thread that asks. The pool's thread is spent either way; the caller must be able to give up waiting.
        return await Task.Run(
            async () =>
            {
                try
                {
                    ContextLease lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
                    await using (lease.ConfigureAwait(false))
                    {
                        return await readAsync(lease.Context, cancellationToken).ConfigureAwait(false);
                    }
                }
                finally
                {
                    reading.Release();
                }
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    public Task<T> ExecuteAsync<T>(Func<DbContext, CancellationToken, Task<T>> executeAsync, CancellationToken cancellationToken) => WriteAsync(
        async (context, token) => new Written<T>(await executeAsync(context, token).ConfigureAwait(false), IsKept: true), cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new QueuedWrite<T>(writeAsync, cancellationToken);
        lock (gate)
        {
            if (isDisposed)
            {
                write.Fail(new ObjectDisposedException(nameof(QueuedWork)));
            }
            else if (!queue.Writer.TryWrite(write))
            {
                write.Fail(new InvalidOperationException(
                    $"Interconn: {MaxWaiting} writes wait for the node's database already. The disk is too slow for them, or somebody holds the file locked."));
            }
            else
            {
                writer ??= StartWriting();
            }
        }

        return write.Done;
    }

    /// <summary>Takes no more, and ends when what waits is written, or after half a minute.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        Task? last;
        lock (gate)
        {
            last = writer;
        }

        try
        {
            await (last ?? Task.CompletedTask).WaitAsync(DisposalPatience, timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Whoever waits was told nothing, and may not rely on it.
        }
    }

    /// <summary>Takes no more. What waits is still written, and not waited for.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            queue.Writer.TryComplete();
        }
    }

    private Task StartWriting()
    {
        // It lives as long as the process, and is not a part of the call that happened to be the first: neither of its trace, nor of its transaction.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(WriteAllAsync, CancellationToken.None);
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
                if (!write.IsGivenUp)
                {
                    together.Add(write);
                }
            }

            if (!await TryWriteAsync(together).ConfigureAwait(false))
            {
                // One of them failed in a way that ended the transaction of all: each is on its own then, and hears of its own failure.
                foreach (QueuedWrite write in together)
                {
                    await TryWriteAsync([write]).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Writes them in one transaction, and tells them what came of it. False where that of several failed: then nothing is written, and nobody told.</summary>
    private async Task<bool> TryWriteAsync(List<QueuedWrite> together)
    {
        // Who gave up while others were tried is not waited for.
        if (together.TrueForAll(static write => write.IsGivenUp))
        {
            return true;
        }

        bool hasBegun = false;
        bool isCommitted = false;
        try
        {
            ContextLease lease = await contexts.RentAsync(CancellationToken.None).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                DbContext context = lease.Context;
                IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
                hasBegun = true;
                await using (transaction.ConfigureAwait(false))
                {
                    await WriteAsync(context, transaction, together).ConfigureAwait(false);
                    isCommitted = true;
                }
            }
        }
        catch (Exception) when (isCommitted)
        {
            // What is committed stays so, however its connection was given back.
        }
        catch (Exception) when (hasBegun && together.Count > 1)
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
            write.Finish();
        }

        return true;
    }

    private static async Task WriteAsync(DbContext context, IDbContextTransaction transaction, List<QueuedWrite> together)
    {
        context.Database.AutoSavepointsEnabled = false;
        foreach (QueuedWrite write in together)
        {
            await transaction.CreateSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
            if (!await write.TryRunAsync(context).ConfigureAwait(false))
            {
                // There is none to go back to where a failure, such as a full disk, has ended the transaction of all.
                await transaction.RollbackToSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
            }

            await transaction.ReleaseSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
            context.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
