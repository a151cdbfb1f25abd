using System.Diagnostics;

namespace ExistingHost.Telemetry;

/// <summary>The lines of spans and metrics.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(1, LogLevel.Information, "span {Kind} {Name} {Milliseconds:0.0} ms trace={TraceId} span={SpanId} parent={ParentSpanId} {Tags}")]
    public static partial void Span(
        ILogger logger, ActivityKind kind, string name, double milliseconds, ActivityTraceId traceId, ActivitySpanId spanId, ActivitySpanId parentSpanId, string tags);

    [LoggerMessage(2, LogLevel.Information, "metric {Name} {Value} {Unit} {Tags}")]
    public static partial void Metric(ILogger logger, string name, string value, string unit, string tags);
}
