using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>A write that waits for its turn, and for the commit that it shares with others.</summary>
internal abstract class QueuedWrite(CancellationToken cancellationToken)
{
    /// <summary>Ends what is being waited for.</summary>
    public CancellationToken Token => cancellationToken;

    /// <summary>Runs it, and says whether what it wrote is to be kept.</summary>
    public abstract Task<bool> RunAsync(DbContext context);

    /// <summary>What it came to is committed.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

/// <summary>One that comes to a value.</summary>
internal sealed class QueuedWrite<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken)
    : QueuedWrite(cancellationToken)
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Written<T> written;

    public Task<T> Done => done.Task;

    public override async Task<bool> RunAsync(DbContext context)
    {
        written = await writeAsync(context, Token).ConfigureAwait(false);
        return written.IsKept;
    }

    public override void Succeed() => done.TrySetResult(written.Value);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException && Token.IsCancellationRequested)
        {
            done.TrySetCanceled(Token);
        }
        else
        {
            done.TrySetException(exception);
        }
    }
}
