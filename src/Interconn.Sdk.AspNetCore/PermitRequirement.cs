using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Interconn.Sdk.AspNetCore;

/// <summary>The permit that a route of the host's own demands and spends.</summary>
public sealed class PermitRequirement
{
    /// <summary>The kind of the resource.</summary>
    public required ResourceType ResourceType { get; init; }

    /// <summary>Which resource a call is for. A call for which it gives null or nothing is refused.</summary>
    public required Func<HttpContext, string?> ResourceId { get; init; }

    /// <summary>The least level that the permit must have; 1 by default.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Which project a call is made for, so that permits granted for certain projects only are held to them. Null means that the route names none.</summary>
    public Func<HttpContext, string?>? ProjectId { get; init; }

    /// <summary>Which component a call is made for, likewise. Null means that the route names none.</summary>
    public Func<HttpContext, string?>? ComponentId { get; init; }

    /// <summary>Takes the id from a value of the route, decoded as the route's handler sees it.</summary>
    /// <param name="name">The name of the route value.</param>
    /// <returns>For <see cref="ResourceId"/>, <see cref="ProjectId"/> or <see cref="ComponentId"/>.</returns>
    public static Func<HttpContext, string?> FromRoute(string name) =>
        http => http.Request.RouteValues.TryGetValue(name, out object? value) ? value as string : null;

    /// <summary>Takes the id from a query parameter that stands in the query exactly once.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <returns>For <see cref="ResourceId"/>, <see cref="ProjectId"/> or <see cref="ComponentId"/>.</returns>
    public static Func<HttpContext, string?> FromQuery(string name) =>
        http => http.Request.Query.TryGetValue(name, out StringValues values) && values.Count == 1 ? values[0] : null;
}
