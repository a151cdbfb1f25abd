using System.Diagnostics;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Node.Diagnostics;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>The span of an attempt to deliver a message: it goes on with the trace in which the message was written, be it in another process.</summary>
internal static class DeliverySpan
{
    public static Activity? Start(OutboxMessage message, string nodeId)
    {
        ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out ActivityContext cause);
        return ContinuedSpan.Start("interconn deliver " + message.Kind, cause, nodeId)?.SetTag(InterconnDiagnostics.PartnerTag, message.PartnerNodeId);
    }
}
