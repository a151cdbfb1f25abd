using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Contexts of one type: of its factory where one is registered, otherwise each of a scope of its own.</summary>
internal sealed class ContextSource<TContext>(IServiceProvider services) : IContextSource
    where TContext : DbContext
{
    private readonly IDbContextFactory<TContext>? factory = services.GetService<IDbContextFactory<TContext>>();

    [SuppressMessage("Reliability", "CA2000", Justification = "The lease disposes what it lives in.")]
    public ContextLease Rent()
    {
        if (factory is not null)
        {
            return new ContextLease(factory.CreateDbContext(), scope: null);
        }

        AsyncServiceScope scope = services.CreateAsyncScope();
        return new ContextLease(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The lease disposes what it lives in.")]
    public async ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken)
    {
        if (factory is not null)
        {
            return new ContextLease(await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false), scope: null);
        }

        AsyncServiceScope scope = services.CreateAsyncScope();
        try
        {
            return new ContextLease(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
