using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Hosting;

/// <summary>What the durable stores log: event ids 600 to 629.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(600, LogLevel.Information, "The schema of the node's store was brought up by {Count} migrations, to {Latest}.")]
    public static partial void Migrated(ILogger logger, int count, string latest);

    [LoggerMessage(601, LogLevel.Warning, "What has ended could not be deleted from the node's store. It is tried again after {Interval}.")]
    public static partial void SweepFailed(ILogger logger, Exception exception, TimeSpan interval);
}
