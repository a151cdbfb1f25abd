using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Does what belongs to a transaction of the host within it, and all else alone. What collides with another's within such a transaction is not run again.</summary>
internal sealed class JoinedWork(IStoreWork alone, JoinedFlow flow) : IStoreWork, IAsyncDisposable, IDisposable
{
    public Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> readAsync, CancellationToken cancellationToken) =>
        Current() is JoinedTransaction joined ? joined.ReadAsync(readAsync, cancellationToken) : alone.ReadAsync(readAsync, cancellationToken);

    public Task<T> ExecuteAsync<T>(Func<DbContext, CancellationToken, Task<T>> executeAsync, CancellationToken cancellationToken) =>
        Current() is JoinedTransaction joined
            ? joined.WriteAsync(
                async (context, token) => new Written<T>(await executeAsync(context, token).ConfigureAwait(false), IsKept: true), cancellationToken)
            : alone.ExecuteAsync(executeAsync, cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken) =>
        Current() is JoinedTransaction joined ? joined.WriteAsync(writeAsync, cancellationToken) : alone.WriteAsync(writeAsync, cancellationToken);

    public ValueTask DisposeAsync()
    {
        if (alone is IAsyncDisposable disposable)
        {
            return disposable.DisposeAsync();
        }

        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => (alone as IDisposable)?.Dispose();

    // It would wait for the transition that waits for it.
    private JoinedTransaction? Current() => flow.IsIntercepting
        ? throw new InvalidOperationException("Interconn: an INodeChangeInterceptor called the node. It has the context of the transition, which holds the node's tables as well: use that.")
        : flow.Transaction;
}
