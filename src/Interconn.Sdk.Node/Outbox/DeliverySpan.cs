using System.Diagnostics;
using Interconn.Sdk.Diagnostics;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>The span of an attempt to deliver a message: it goes on with the trace in which the message was written, be it in another process.</summary>
internal static class DeliverySpan
{
    public static Activity? Start(OutboxMessage message, string nodeId)
    {
        string name = "interconn deliver " + message.Kind;
        ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out ActivityContext cause);

        // Where nobody listens here, the partner may: the trace is handed on all the same.
        Activity? span = InterconnDiagnostics.Source.StartActivity(name, ActivityKind.Internal, cause)
            ?? (cause == default ? null : new Activity(name).SetParentId(cause.TraceId, cause.SpanId, cause.TraceFlags).Start());
        return span?.SetTag(InterconnDiagnostics.NodeTag, nodeId).SetTag(InterconnDiagnostics.PartnerTag, message.PartnerNodeId);
    }
}
