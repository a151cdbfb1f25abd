using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Listeners;

/// <summary>What is logged of listeners: event ids 575 to 579.</summary>
internal static partial class ListenerLog
{
    [LoggerMessage(575, LogLevel.Error, "{Listener} failed over {What}. It does not hear of this change again.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, string listener, string what);

    [LoggerMessage(576, LogLevel.Warning, "The listeners did not keep up: they do not hear of {Count} changes, the oldest that waited")]
    public static partial void ChangesDropped(ILogger logger, int count);

    [LoggerMessage(577, LogLevel.Error, "The listeners do not hear of the change of {What}: it is not known whether it was made, or they could not be made themselves")]
    public static partial void ChangeLost(ILogger logger, Exception exception, string what);
}
