using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// Asks the interceptors of the host, after the node's own records are saved: so whatever cannot be saved now is the host's, and is not taken for a transition that
/// was overtaken.
/// </summary>
internal sealed class ChangeSavings<TContext>(
    IServiceScopeFactory scopes, IServiceProviderIsService registered, JoinedFlow flow, ILogger<ChangeSavings<TContext>> logger) : IChangeSavings
    where TContext : DbContext
{
    private readonly bool hasInterceptors = registered.IsService(typeof(INodeChangeInterceptor<TContext>));

    public async ValueTask SaveAsync(DbContext context, NodeChange change, CancellationToken cancellationToken)
    {
        if (!hasInterceptors)
        {
            return;
        }

        context.ChangeTracker.Clear();
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            // Reaches what is called from here, and ends with this method.
            flow.IsIntercepting = true;
            foreach (INodeChangeInterceptor<TContext> interceptor in scope.ServiceProvider.GetServices<INodeChangeInterceptor<TContext>>())
            {
                try
                {
                    await interceptor.SavingAsync(change, (TContext)context, cancellationToken).ConfigureAwait(false);
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
                {
                    StoreLog.InterceptorFailed(logger, exception, interceptor.GetType().Name);
                    throw;
                }
            }
        }
    }
}
