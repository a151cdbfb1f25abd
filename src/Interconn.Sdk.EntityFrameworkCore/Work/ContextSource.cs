using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Contexts of one type, each of a scope of its own: of the context's factory where one is registered, otherwise the one of the scope.</summary>
internal sealed class ContextSource<TContext>(IServiceScopeFactory scopes) : IContextSource
    where TContext : DbContext
{
    public ContextLease Rent() => Lease(static services => services.GetService<IDbContextFactory<TContext>>() is IDbContextFactory<TContext> factory
        ? factory.CreateDbContext()
        : FromScope(services));

    [SuppressMessage("Reliability", "CA2000", Justification = "The lease disposes what it lives in.")]
    public async ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            return new ContextLease(
                scope.ServiceProvider.GetService<IDbContextFactory<TContext>>() is IDbContextFactory<TContext> factory
                    ? await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false)
                    : FromScope(scope.ServiceProvider),
                scope);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ContextLease MakeFor(DbConnection connection) => Lease(services =>
    {
        TContext context = ActivatorUtilities.CreateInstance<TContext>(services);
        context.Database.SetDbConnection(connection);
        return context;
    });

    private static TContext FromScope(IServiceProvider services) => services.GetService<TContext>() ?? throw new InvalidOperationException(
        $"Interconn: {typeof(TContext).Name} is not registered. Call AddDbContext, AddDbContextPool or AddDbContextFactory for it.");

    [SuppressMessage("Reliability", "CA2000", Justification = "The lease disposes what it lives in.")]
    private ContextLease Lease(Func<IServiceProvider, TContext> make)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            return new ContextLease(make(scope.ServiceProvider), scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }
}
