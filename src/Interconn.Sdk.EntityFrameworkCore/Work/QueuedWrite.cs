using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>A write that waits for its turn, and for the commit that it shares with others.</summary>
internal abstract class QueuedWrite
{
    /// <summary>Whether nobody waits for it any more.</summary>
    public abstract bool IsGivenUp { get; }

    /// <summary>Runs it, and says whether what it wrote is to be kept. What it throws is told to its caller alone.</summary>
    public abstract Task<bool> TryRunAsync(DbContext context);

    /// <summary>Tells what it came to: what it wrote is committed, or undone where it threw.</summary>
    public abstract void Finish();

    /// <summary>Tells that nothing is written: by its own failure where it has one, otherwise by that of all.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>One that comes to a value.</summary>
internal sealed class QueuedWrite<T> : QueuedWrite
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration cancelled;
    private Func<DbContext, CancellationToken, Task<Written<T>>>? writeAsync;
    private Exception? failure;
    private T value = default!;

    public QueuedWrite(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken)
    {
        this.writeAsync = writeAsync;
        cancelled = cancellationToken.UnsafeRegister(static (state, token) => ((QueuedWrite<T>)state!).GiveUp(token), this);
    }

    public Task<T> Done => done.Task;

    public override bool IsGivenUp => done.Task.IsCompleted;

    public override async Task<bool> TryRunAsync(DbContext context)
    {
        failure = null;
        if (Volatile.Read(ref writeAsync) is not { } write)
        {
            return false;
        }

        try
        {
            // Without the caller's token: what has begun takes milliseconds, and a caller who leaves in the middle must not cost the others their common commit.
            Written<T> written = await write(context, CancellationToken.None).ConfigureAwait(false);
            value = written.Value;
            return written.IsKept;
        }
        catch (Exception exception)
        {
            failure = exception;
            return false;
        }
    }

    public override void Finish()
    {
        if (failure is not null)
        {
            Fail(failure);
            return;
        }

        cancelled.Unregister();
        done.TrySetResult(value);
    }

    public override void Fail(Exception exception)
    {
        cancelled.Unregister();
        done.TrySetException(failure ?? exception);
    }

    private void GiveUp(CancellationToken cancellationToken)
    {
        // A queue that stands must not hold what its callers wanted to write, which may be large.
        Volatile.Write(ref writeAsync, null);
        done.TrySetCanceled(cancellationToken);
    }
}
