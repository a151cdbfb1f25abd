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
        InterconnPipeline pipeline = InterconnPipeline.Of(endpoints.ServiceProvider);
        RouteGroupBuilder group = endpoints.MapGroup("");
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
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
            RequestDelegate serve = http => pipeline.ServeAsync(http, demand);
            Map(group, endpoint, endpoint.Path, serve);
            if (pipeline.PathBase.Length > 0)
            {
                // Whether the host strips the base (UsePathBase) or not: it is the raw target that decides in the end.
                Map(group, endpoint, PatternOf(pipeline.PathBase) + endpoint.Path, serve);
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
