using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

// The namespace of every MapX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Publishes the keys of a node's permits.</summary>
public static class InterconnPermitKeysExtensions
{
    private const string MediaType = "application/jwk-set+json";

    /// <summary>
    /// Maps a route that answers the public keys of this node's permits as a JWK set (RFC 7517), to anyone: other components of the host check the signature
    /// of a token with them, whatever language they are written in. Dates, uses and revocation are known to this node alone.
    /// </summary>
    /// <param name="endpoints">The routes of the host.</param>
    /// <param name="pattern">The route.</param>
    /// <returns>A builder for conventions of the route, for instance a host name.</returns>
    /// <exception cref="InvalidOperationException">No node is registered.</exception>
    public static IEndpointConventionBuilder MapInterconnPermitKeys(
        this IEndpointRouteBuilder endpoints, string pattern = "/.well-known/interconn/permit-keys")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        PermitKeyRing keys = endpoints.ServiceProvider.GetService<PermitKeyRing>() ?? throw new InvalidOperationException(
            "No interconn node is registered. Call builder.Services.AddInterconn(…) before the application is built.");
        RequestDelegate serve = http =>
        {
            http.Response.ContentType = MediaType;
            return http.Response.WriteAsync(keys.PublishedKeys(), http.RequestAborted);
        };
        return endpoints.MapMethods(pattern, [HttpMethods.Get], serve).AllowAnonymous().WithDisplayName("interconn permit keys");
    }
}
