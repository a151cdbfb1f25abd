using System.Globalization;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interconn.Sdk.Node.Hosting;

/// <summary>Says whether a person must see to the outbox: messages that were given up are sent by nobody.</summary>
internal sealed class OutboxHealthCheck(NodeState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            int pending = await state.Store.CountMessagesAsync(OutboxState.Pending, cancellationToken).ConfigureAwait(false);
            int dead = await state.Store.CountMessagesAsync(OutboxState.Dead, cancellationToken).ConfigureAwait(false);
            string waiting = string.Create(CultureInfo.InvariantCulture, $"{pending} messages wait in the outbox.");
            return dead == 0
                ? HealthCheckResult.Healthy(waiting)
                : new HealthCheckResult(
                    context.Registration.FailureStatus,
                    string.Create(CultureInfo.InvariantCulture, $"{dead} messages of the outbox were given up: resend or discard them. {waiting}"));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The node's outbox cannot be read now.", exception);
        }
    }
}
