using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>
/// How the stores get at the database. What is handed in may be run more than once, from the beginning and in another context, where a run came to nothing; it must
/// keep nothing between runs, and its context no longer than a run.
/// </summary>
internal interface IStoreWork
{
    /// <summary>Reads. What it sees is committed, but for the host's own transaction where it is in one.</summary>
    Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> readAsync, CancellationToken cancellationToken);

    /// <summary>Runs one statement that is atomic in itself. Committed when this returns.</summary>
    Task<T> ExecuteAsync<T>(Func<DbContext, CancellationToken, Task<T>> executeAsync, CancellationToken cancellationToken);

    /// <summary>Writes in a transaction. Committed when this returns, unless <see cref="Written{T}.IsKept"/> says that it is to be undone.</summary>
    Task<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<Written<T>>> writeAsync, CancellationToken cancellationToken);
}
