using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Client;

/// <summary>What the client logs: event ids 100 to 199.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(100, LogLevel.Debug, "Called {Endpoint} at {Partner}: code {Code} in {Seconds:F3} s, trace {TraceId}")]
    public static partial void Called(ILogger logger, InterconnEndpoint endpoint, string partner, string? traceId, int code, double seconds);
}
