using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Says from time to time how many messages wait and how many were given up, where somebody collects it.</summary>
internal sealed class OutboxWatch(NodeState state, LocalNode node, TimeProvider timeProvider) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            do
            {
                if (InterconnDiagnostics.OutboxMessages.Enabled)
                {
                    await MeasureAsync(stoppingToken).ConfigureAwait(false);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task MeasureAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (OutboxState kind in (OutboxState[])[OutboxState.Pending, OutboxState.Dead])
            {
                InterconnDiagnostics.OutboxMessages.Record(
                    await state.Store.CountMessagesAsync(kind, stoppingToken).ConfigureAwait(false),
                    new KeyValuePair<string, object?>(InterconnDiagnostics.StateTag, kind.ToString().ToLowerInvariant()),
                    new KeyValuePair<string, object?>(InterconnDiagnostics.NodeTag, node.NodeId));
            }
        }
        catch (InterconnException)
        {
            // The store does not answer: whoever guards it has logged that.
        }
    }
}
