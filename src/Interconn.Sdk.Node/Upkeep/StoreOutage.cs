using Interconn.Sdk.Node.Outbox;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>What a loop does while the store fails it: waits, longer each time, and says so once.</summary>
internal sealed class StoreOutage(string work, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private int failures;

    /// <summary>It failed again: waits.</summary>
    public async Task SitOutAsync(Exception exception, CancellationToken cancellationToken)
    {
        // One that is disposed of has failed for good only where nobody ends this loop: then it is said the second time.
        bool isDisposed = exception is ObjectDisposedException || exception.InnerException is ObjectDisposedException;
        if (++failures == (isDisposed ? 2 : 1))
        {
            UpkeepLog.StoreFails(logger, exception, work);
        }

        TimeSpan wait = Backoff.Next(failures, FirstWait, LongestWait);
        Task waiting = Task.Delay(wait, timeProvider, cancellationToken);
        UpkeepLog.StoreAskedAgain(logger, exception.GetType().Name, work, wait);
        await waiting.ConfigureAwait(false);
    }

    /// <summary>It has answered.</summary>
    public void Over()
    {
        if (failures > 0)
        {
            UpkeepLog.StoreAnswers(logger, work, failures);
            failures = 0;
        }
    }
}
