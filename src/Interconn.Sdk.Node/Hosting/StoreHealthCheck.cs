using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interconn.Sdk.Node.Hosting;

/// <summary>Says whether the node's store answers. It asks the guarded one, which waits no longer than every call of a partner does.</summary>
internal sealed class StoreHealthCheck(NodeState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await state.Store.CheckAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The node's store can be read and written.");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // Hosts publish descriptions: what the store itself said goes to the log only.
            return new HealthCheckResult(
                context.Registration.FailureStatus, "The node's store cannot be read and written now. Partners are answered 50301.", exception);
        }
    }
}
