using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Maps the endpoints of one address, each served with the state to itself.</summary>
internal sealed class FuxiRoutes(EmulatorRoutes routes, FuxiState state)
{
    public void Map(NeighbourEndpoint endpoint, Func<EmulatedRequest, FuxiAnswer> serve) => Map([endpoint], serve);

    public void Map(IReadOnlyList<NeighbourEndpoint> alike, Func<EmulatedRequest, FuxiAnswer> serve) =>
        routes.Map(alike, request => state.Locked(() => serve(request)).WriteAsync(request));

    /// <summary>Maps an endpoint that has a body, which is null where it cannot be read.</summary>
    public void Map<TBody>(NeighbourEndpoint endpoint, JsonTypeInfo<TBody> type, Func<EmulatedRequest, TBody?, FuxiAnswer> serve)
        where TBody : class =>
        routes.Map(endpoint, async request =>
        {
            TBody? body = await request.ReadJsonAsync(type).ConfigureAwait(false);
            await state.Locked(() => serve(request, body)).WriteAsync(request).ConfigureAwait(false);
        });
}
