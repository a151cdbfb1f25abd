using System.Diagnostics;
using Interconn.Sdk.Diagnostics;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>The span of a decision: it goes on with the trace of the application, and what the partner is told of it is written within.</summary>
internal static class DecisionSpan
{
    private const string Name = "interconn decide";

    public static Activity? Start(ActivityContext application, string nodeId)
    {
        Activity? span = InterconnDiagnostics.Source.StartActivity(Name, ActivityKind.Internal, application)
            ?? (application == default ? null : new Activity(Name).SetParentId(application.TraceId, application.SpanId, application.TraceFlags).Start());
        return span?.SetTag(InterconnDiagnostics.NodeTag, nodeId);
    }
}
