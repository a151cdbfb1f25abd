using System.Diagnostics;
using Interconn.Sdk.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>The span of a call that is served.</summary>
internal static class ServerSpan
{
    /// <summary>Begins it below that of the web server; where the host has none, below that of the caller.</summary>
    public static Activity? Start(HttpRequest request, string name)
    {
        if (Activity.Current is not null)
        {
            return InterconnDiagnostics.Source.StartActivity(name);
        }

        DistributedContextPropagator.Current.ExtractTraceIdAndState(request.Headers, Read, out string? traceParent, out string? traceState);
        ActivityContext.TryParse(traceParent, traceState, isRemote: true, out ActivityContext caller);
        return InterconnDiagnostics.Source.StartActivity(name, ActivityKind.Server, caller);
    }

    private static void Read(object? carrier, string field, out string? value, out IEnumerable<string>? values)
    {
        // Given twice, the header says nothing.
        StringValues given = ((IHeaderDictionary)carrier!)[field];
        value = given.Count == 1 ? given[0] : null;
        values = null;
    }
}
