using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Hosting;

/// <summary>What is logged when the node starts: event ids 400 to 499.</summary>
internal static partial class HostLog
{
    [LoggerMessage(400, LogLevel.Warning, "{Replicas} processes share this node id (Replicas), and {Store} is in memory: {Consequence}. Register a shared one.")]
    public static partial void NotShared(ILogger logger, int replicas, string store, string consequence);
}
