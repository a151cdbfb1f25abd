using System.Text.Json;
using Interconn.Sdk.Audits;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>Watches, from outside, what becomes of something at a node: no event of its process reaches the test.</summary>
internal static class Observation
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until something that was applied for is decided, or has ended.</summary>
    /// <returns>Its status; null where there was none before the stream was told to stop.</returns>
    public static async Task<string?> OfDecisionAsync(KilledNode node, string path, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        do
        {
            JsonElement? shown = await node.Administrator.AskAsync(path, cancellationToken);
            if (shown?.GetProperty("status").GetString() is string status && status != nameof(ApprovalStatus.Applied))
            {
                return status;
            }
        }
        while (!stopping.IsCancellationRequested && await timer.WaitForNextTickAsync(cancellationToken));
        return null;
    }
}
