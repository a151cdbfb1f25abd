using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>A context for one piece of work, and the scope that it lives in.</summary>
internal sealed class ContextLease(DbContext context, AsyncServiceScope scope) : IAsyncDisposable, IDisposable
{
    public DbContext Context => context;

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync().ConfigureAwait(false);
        await scope.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        context.Dispose();
        scope.Dispose();
    }
}
