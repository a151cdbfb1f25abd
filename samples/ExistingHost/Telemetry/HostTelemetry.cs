using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ExistingHost.Telemetry;

/// <summary>Collects traces and metrics while the host runs, and writes one line for each. A real host has AddOtlpExporter() where this has exporters of its own.</summary>
internal sealed class HostTelemetry(IConfiguration configuration, ILoggerFactory loggers) : IHostedService, IDisposable
{
    private const int DefaultSeconds = 10;

    private readonly ILogger logger = loggers.CreateLogger("telemetry");
    private TracerProvider? tracer;
    private MeterProvider? meter;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        int milliseconds = 1000 * configuration.GetValue("Telemetry:Seconds", DefaultSeconds);
        ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService("data-catalogue");
        tracer = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(TelemetrySources.Traced)
            .AddProcessor(new BatchActivityExportProcessor(new SpanLines(logger), scheduledDelayMilliseconds: milliseconds))
            .Build();
        meter = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(TelemetrySources.Measured)
            .AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
            .AddReader(new PeriodicExportingMetricReader(new MetricLines(logger), milliseconds) { TemporalityPreference = MetricReaderTemporalityPreference.Delta })
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes what has not been written yet.</summary>
    public void Dispose()
    {
        tracer?.Dispose();
        meter?.Dispose();
    }
}
