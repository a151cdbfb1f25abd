using System.Diagnostics;
using Interconn.Sdk.Diagnostics;

namespace Interconn.Sdk.Node.Diagnostics;

/// <summary>A span of work in the background, which goes on with the trace of the call that it comes of.</summary>
internal static class ContinuedSpan
{
    public static Activity? Start(string name, ActivityContext cause, string nodeId)
    {
        // Where nobody listens here, the partner may: the trace is handed on all the same.
        Activity? span = InterconnDiagnostics.Source.StartActivity(name, ActivityKind.Internal, cause)
            ?? (cause == default ? null : new Activity(name).SetParentId(cause.TraceId, cause.SpanId, cause.TraceFlags).Start());
        return span?.SetTag(InterconnDiagnostics.NodeTag, nodeId);
    }
}
