using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Which of several nodes at one address a call is for.</summary>
internal static class AddressedNode
{
    /// <summary>Serves an endpoint for the node that the call names as its target.</summary>
    public static RequestDelegate Serve(InterconnPipeline[] pipelines, InterconnEndpoint endpoint)
    {
        RequestDelegate first = Serve(pipelines[0], endpoint);
        if (pipelines.Length == 1)
        {
            return first;
        }

        var byNodeId = pipelines.ToDictionary(static pipeline => pipeline.NodeId, pipeline => Serve(pipeline, endpoint), StringComparer.Ordinal);
        return http =>
        {
            // One that is missing, repeated or of nobody here is refused by the first as it would be by each.
            StringValues target = http.Request.Headers[InterconnHeaders.TargetNodeId];
            return target is [string nodeId] && byNodeId.TryGetValue(nodeId, out RequestDelegate? addressed) ? addressed(http) : first(http);
        };
    }

    private static RequestDelegate Serve(InterconnPipeline pipeline, InterconnEndpoint endpoint)
    {
        var demand = new RouteDemand
        {
            Endpoint = endpoint,
            Signature = endpoint.Signature == SignatureDemand.None && pipeline.Options.NodeQueryDemandsContract
                ? SignatureDemand.Contract
                : endpoint.Signature,
            MaxBody = pipeline.Options.MaxRequestBody,
            Name = endpoint.Section,
        };
        return http => pipeline.ServeAsync(http, demand);
    }
}
