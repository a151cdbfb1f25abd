using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Hosting;

/// <summary>What the durable stores log: event ids 600 to 629.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(600, LogLevel.Information, "The schema of the node's store was brought up by {Count} migrations, to {Latest}.")]
    public static partial void Migrated(ILogger logger, int count, string latest);

    [LoggerMessage(601, LogLevel.Warning, "What has ended could not be deleted from the node's store. It is tried again after {Interval}.")]
    public static partial void SweepFailed(ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(
        610, LogLevel.Warning, "A transaction of the host was rolled back, and with it {Count} changes of the node. What was logged of them before did not happen.")]
    public static partial void Undone(ILogger logger, int count);

    [LoggerMessage(611, LogLevel.Error, "The host's {Interceptor} failed. The transition of the node that it takes part in was not made.")]
    public static partial void InterceptorFailed(ILogger logger, Exception exception, string interceptor);

    [LoggerMessage(
        620,
        LogLevel.Error,
        "{Why} Until then messages with such a content wait in the outbox, and received permits that are so kept are not presented; all else goes on. This is logged once a minute at the most.")]
    public static partial void SecretUnreadable(ILogger logger, Exception? exception, string why);
}
