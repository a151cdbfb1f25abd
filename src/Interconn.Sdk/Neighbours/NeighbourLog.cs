using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Neighbours;

/// <summary>What the clients of neighbouring systems log: event ids 700 to 709.</summary>
internal static partial class NeighbourLog
{
    [LoggerMessage(700, LogLevel.Debug, "Called {Endpoint} at {System}: HTTP {Status} in {Seconds:F3} s")]
    public static partial void Called(ILogger logger, NeighbourEndpoint endpoint, string system, int? status, double seconds);

    [LoggerMessage(701, LogLevel.Warning, "{System} is called by plain http at {Address}: credentials can be read on the line")]
    public static partial void Plain(ILogger logger, string system, string address);
}
