using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Interconn.Sdk.Diagnostics;

/// <summary>The names under which the SDK traces and measures. Add them to a collector to receive both.</summary>
public static class InterconnDiagnostics
{
    /// <summary>The name of the activity source, of the meter and of the logger categories' root.</summary>
    public const string Name = "Interconn.Sdk";

    /// <summary>The tag that holds the section of the endpoint, or the template of a host's route.</summary>
    internal const string EndpointTag = "interconn.endpoint";

    internal const string CodeTag = "interconn.code";

    /// <summary>The tag that holds the id of this node: a host may have several.</summary>
    internal const string NodeTag = "interconn.node";

    internal const string PartnerTag = "interconn.partner";

    internal const string StateTag = "interconn.outbox.state";

    internal const string TraceIdTag = "interconn.trace_id";

    internal const string SystemTag = "interconn.system";

    internal const string StatusTag = "http.response.status_code";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>How long calls to partners took, the retry included.</summary>
    internal static readonly Histogram<double> ClientDuration = Meter.CreateHistogram<double>(
        "interconn.client.duration", "s", "Duration of calls to partners.");

    /// <summary>How long calls to neighbouring systems took.</summary>
    internal static readonly Histogram<double> NeighbourDuration = Meter.CreateHistogram<double>(
        "interconn.neighbour.duration", "s", "Duration of calls to neighbouring systems.");

    /// <summary>How long calls of partners took to answer.</summary>
    internal static readonly Histogram<double> ServerDuration = Meter.CreateHistogram<double>(
        "interconn.server.duration", "s", "Duration of calls of partners.");

    /// <summary>Calls of partners that were refused, by code.</summary>
    internal static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "interconn.server.refusals", "{call}", "Calls of partners that were refused, by code.");

    /// <summary>Uses of permits that were granted or refused, by code.</summary>
    internal static readonly Counter<long> PermitUses = Meter.CreateCounter<long>(
        "interconn.permit.uses", "{use}", "Uses of permits, by code.");

    /// <summary>How many messages wait in the outbox or were given up. Processes that share a store all say the same.</summary>
    internal static readonly Gauge<int> OutboxMessages = Meter.CreateGauge<int>(
        "interconn.outbox.messages", "{message}", "Messages of the outbox, by state.");
}
