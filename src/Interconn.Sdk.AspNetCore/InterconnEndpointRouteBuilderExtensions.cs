using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

// The namespace of every MapX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Serves the endpoints of the interconn protocol.</summary>
public static class InterconnEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the 32 endpoints. Each call is verified before a handler sees it; what no handler serves answers 50101. Where the node's address has a
    /// path base, the routes lie under it. Under a fallback authorization policy call <c>AllowAnonymous()</c> on what is returned: callers
    /// prove themselves by their signature, not by a login.
    /// </summary>
    /// <param name="endpoints">The routes of the host.</param>
    /// <returns>A builder for conventions that apply to all 32, for instance a host name or a rate limit.</returns>
    /// <exception cref="InvalidOperationException">No node is registered, or its settings do not hold; the message names the fix.</exception>
    public static IEndpointConventionBuilder MapInterconn(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return Map(endpoints, [InterconnPipeline.Of(endpoints.ServiceProvider, name: null)]);
    }

    /// <summary>
    /// Maps the 32 endpoints of nodes that were registered under names. Nodes that are named in one call share their routes: each call goes to the one that its header
    /// <c>x-target-node-id</c> names. A node whose address has a path base is found there as well. Nodes that are to be apart are mapped by calls of their own, each under a
    /// host name (<c>RequireHost</c>) that no other has.
    /// </summary>
    /// <param name="endpoints">The routes of the host.</param>
    /// <param name="nodes">The names of one or more nodes.</param>
    /// <returns>A builder for conventions that apply to all routes of these nodes.</returns>
    /// <exception cref="InvalidOperationException">A node is not registered, or its settings do not hold; the message names the fix.</exception>
    public static IEndpointConventionBuilder MapInterconn(this IEndpointRouteBuilder endpoints, params string[] nodes)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfZero(nodes.Length, nameof(nodes));
        return Map(endpoints, [.. nodes.Distinct(StringComparer.Ordinal).Select(name => InterconnPipeline.Of(endpoints.ServiceProvider, name))]);
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints, InterconnPipeline[] pipelines)
    {
        RouteGroupBuilder group = endpoints.MapGroup("");
        ILookup<string, InterconnPipeline> byBase = pipelines.ToLookup(static pipeline => pipeline.PathBase, StringComparer.Ordinal);
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
        {
            // Whether the host strips the base (UsePathBase) or not: it is the raw target that decides in the end.
            Map(group, endpoint, endpoint.Path, AddressedNode.Serve(pipelines, endpoint));
            foreach (IGrouping<string, InterconnPipeline> based in byBase.Where(static based => based.Key.Length > 0))
            {
                Map(group, endpoint, PatternOf(based.Key) + endpoint.Path, AddressedNode.Serve([.. based], endpoint));
            }
        }

        return group;
    }

    // Routing matches the decoded path, and takes a brace for a parameter.
    private static string PatternOf(string rawPath) =>
        Uri.UnescapeDataString(rawPath).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static void Map(RouteGroupBuilder group, InterconnEndpoint endpoint, string pattern, RequestDelegate serve) =>
        group.MapMethods(pattern, [endpoint.Method], serve)
            .WithDisplayName($"interconn {endpoint.Section} {endpoint}")
            .WithMetadata(endpoint);
}
