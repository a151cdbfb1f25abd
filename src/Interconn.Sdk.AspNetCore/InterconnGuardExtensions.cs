using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>
/// Guards routes of the host's own: a partner's signature, and a permit that is demanded and spent. The route's handler reads the body that was
/// verified, and finds the caller in <see cref="InterconnHttpContextExtensions.GetInterconnContext"/>.
/// </summary>
public static class InterconnGuardExtensions
{
    /// <summary>Demands that a partner with a contract in force signed the call.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The route or routes.</param>
    /// <param name="maxBody">The most bytes of a body, 0 or more; null means <see cref="Interconn.Sdk.Hosting.InterconnOptions.MaxRequestBody"/>. The body is held in memory.</param>
    /// <param name="node">The name of the node whose partners may call; null for the one without a name. Guards of one route name the same.</param>
    /// <returns>The builder.</returns>
    public static TBuilder RequireInterconnSignature<TBuilder>(this TBuilder builder, long? maxBody = null, string? node = null)
        where TBuilder : IEndpointConventionBuilder => Guard(builder, permit: null, maxBody, node);

    /// <summary>Demands and spends a permit for a resource whose id is a value of the route.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The route or routes.</param>
    /// <param name="type">The kind of the resource.</param>
    /// <param name="idFromRoute">The name of the route value, for instance <c>datasetId</c> of <c>/data/{datasetId}/read</c>.</param>
    /// <param name="level">The least level that the permit must have.</param>
    /// <param name="node">The name of the node whose permit it is, as in <see cref="RequireInterconnSignature"/>.</param>
    /// <returns>The builder.</returns>
    public static TBuilder RequireInterconnPermit<TBuilder>(this TBuilder builder, ResourceType type, string idFromRoute, int level = 1, string? node = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(idFromRoute);
        return builder.RequireInterconnPermit(
            new PermitRequirement { ResourceType = type, ResourceId = PermitRequirement.FromRoute(idFromRoute), Level = level }, node: node);
    }

    /// <summary>Demands and spends a permit.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The route or routes.</param>
    /// <param name="requirement">Which permit.</param>
    /// <param name="maxBody">The most bytes of a body, as in <see cref="RequireInterconnSignature"/>.</param>
    /// <param name="node">The name of the node whose permit it is, as in <see cref="RequireInterconnSignature"/>.</param>
    /// <returns>The builder.</returns>
    public static TBuilder RequireInterconnPermit<TBuilder>(
        this TBuilder builder, PermitRequirement requirement, long? maxBody = null, string? node = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return Guard(builder, requirement, maxBody, node);
    }

    private static TBuilder Guard<TBuilder>(TBuilder builder, PermitRequirement? permit, long? maxBody, string? node)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (maxBody is long limit)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(limit, nameof(maxBody));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Array.MaxLength - 1, nameof(maxBody));
        }

        builder.Add(endpoint =>
        {
            RouteGuard? guard = endpoint.Metadata.OfType<RouteGuard>().FirstOrDefault();
            if (guard is null)
            {
                // Wrapped once, however many demands a route and its groups make: a nonce is good for one verification.
                guard = new RouteGuard(node);
                endpoint.Metadata.Add(guard);
                RequestDelegate next = endpoint.RequestDelegate ?? throw new InvalidOperationException(
                    "A route without a request delegate cannot be guarded. Put RequireInterconnSignature on a route that has a handler.");
                InterconnPipeline pipeline = InterconnPipeline.Of(endpoint.ApplicationServices, node);
                string name = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText ?? endpoint.DisplayName ?? "host route";
                endpoint.RequestDelegate = http => pipeline.GuardAsync(http, guard.DemandFor(name, pipeline.Options.MaxRequestBody), next);
            }

            guard.Add(permit, maxBody, node);
        });
        return builder;
    }
}
