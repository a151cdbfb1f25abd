using Interconn.Sdk.Neighbours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Interconn.Sdk.Emulators.Hosting;

/// <summary>Maps the endpoints of a system, each by the path that its client calls.</summary>
internal sealed class EmulatorRoutes(IEndpointRouteBuilder builder)
{
    private readonly List<NeighbourEndpoint> endpoints = [];

    public IReadOnlyList<NeighbourEndpoint> Endpoints => endpoints;

    /// <summary>Maps one endpoint.</summary>
    public void Map(NeighbourEndpoint endpoint, Func<EmulatedRequest, Task> serveAsync) => Map([endpoint], serveAsync);

    /// <summary>Maps endpoints that only their parameters tell apart: method and path are the same.</summary>
    public void Map(IReadOnlyList<NeighbourEndpoint> alike, Func<EmulatedRequest, Task> serveAsync)
    {
        MapPath(alike[0], alike[0].Path, serveAsync);
        endpoints.AddRange(alike);
    }

    /// <summary>Maps another spelling of an endpoint's path.</summary>
    public void MapPath(NeighbourEndpoint endpoint, string path, Func<EmulatedRequest, Task> serveAsync) =>
        builder.MapMethods(path, [endpoint.Method.Method], context => serveAsync(new EmulatedRequest(context)));
}
