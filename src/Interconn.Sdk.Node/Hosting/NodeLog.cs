using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Hosting;

/// <summary>What the ready-made node logs: event ids 500 to 599.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(500, LogLevel.Error, "The node's store failed to {What}. Partners are answered 50301, and nothing was half done.")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string what);

    [LoggerMessage(501, LogLevel.Error, "What listens for changes of the node's state failed. The change was made.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);
}
