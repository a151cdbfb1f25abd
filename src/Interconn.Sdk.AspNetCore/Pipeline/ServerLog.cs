using System.Net;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>What the server logs: event ids 200 to 299. Only values whose form was checked, never a key, token, signature or body.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(200, LogLevel.Information, "Served {Route} to {Caller}: trace {TraceId}, {Seconds:F3} s")]
    public static partial void Served(ILogger logger, string route, string? caller, string? traceId, double seconds);

    [LoggerMessage(201, LogLevel.Warning, "Refused {Route} to {Caller} at {Address} with {Code}: {Reason}; trace {TraceId}")]
    public static partial void Refused(ILogger logger, string route, string? caller, IPAddress? address, int code, string reason, string? traceId);

    [LoggerMessage(202, LogLevel.Error, "Failed {Route} for {Caller}: answered {Code}; trace {TraceId}")]
    public static partial void Failed(ILogger logger, Exception exception, string route, string? caller, int code, string? traceId);

    [LoggerMessage(203, LogLevel.Information, "{Route} from {Address} ended before it was answered: the caller went away")]
    public static partial void Aborted(ILogger logger, string route, IPAddress? address);

    [LoggerMessage(204, LogLevel.Error, "A handler of {Route} failed after its caller had been answered that time ran out")]
    public static partial void FailedLate(ILogger logger, Exception exception, string route);

    [LoggerMessage(205, LogLevel.Error, "{Route} answered {Code} to {Caller}: {What} could not be asked; trace {TraceId}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string route, string? caller, int code, string what, string? traceId);
}
