using System.Diagnostics;
using OpenTelemetry;

namespace ExistingHost.Telemetry;

/// <summary>Writes a span as a line: what was done, how long it took, in which trace and under which span.</summary>
internal sealed class SpanLines(ILogger logger) : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            string tags = string.Join(' ', span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"));
            TelemetryLog.Span(logger, span.Kind, span.DisplayName, span.Duration.TotalMilliseconds, span.TraceId, span.SpanId, span.ParentSpanId, tags);
        }

        return ExportResult.Success;
    }
}
