using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>A context for one piece of work, and what it lives in.</summary>
internal sealed class ContextLease(DbContext context, IAsyncDisposable? scope) : IAsyncDisposable
{
    public DbContext Context => context;

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync().ConfigureAwait(false);
        if (scope is not null)
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
