using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ExistingHost.Telemetry;

/// <summary>Writes what a metric came to since the last time, a line for each combination of tags.</summary>
internal sealed class MetricLines(ILogger logger) : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    tags.Add($"{tag.Key}={tag.Value}");
                }

                TelemetryLog.Metric(logger, metric.Name, Value(metric.MetricType, point), metric.Unit, string.Join(' ', tags));
            }
        }

        return ExportResult.Success;
    }

    private static string Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Text(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Text(point.GetSumDouble()),
        MetricType.LongGauge => Text(point.GetGaugeLastValueLong()),
        MetricType.DoubleGauge => Text(point.GetGaugeLastValueDouble()),
        _ => Text(point.GetHistogramCount()) + " times, together " + Text(point.GetHistogramSum()),
    };

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
