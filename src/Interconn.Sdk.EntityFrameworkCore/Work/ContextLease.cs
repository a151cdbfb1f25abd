using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>A context for one piece of work, and what it lives in.</summary>
internal sealed class ContextLease(DbContext context, AsyncServiceScope? scope) : IAsyncDisposable, IDisposable
{
    public DbContext Context => context;

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync().ConfigureAwait(false);
        if (scope is AsyncServiceScope own)
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        context.Dispose();
        scope?.Dispose();
    }
}
