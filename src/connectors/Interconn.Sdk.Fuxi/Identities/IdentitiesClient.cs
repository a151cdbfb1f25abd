using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>Calls section 2.</summary>
internal sealed class IdentitiesClient(FuxiCaller caller) : IIdentitiesApi
{
    public Task<CreatedIdentity> CreateAsync(IdentityRegistration registration, string apiKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Id);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Email);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Owner);
        NeighbourEndpoint endpoint = FuxiEndpoints.CreateIdentity;
        NeighbourCall call = caller.Call(endpoint, endpoint.Path, apiKey, nameof(apiKey), registration, FuxiJson.Context.IdentityRegistration);
        return caller.ReadAsync(call, FuxiJson.Context.CreatedIdentity, cancellationToken);
    }

    public Task<Identity?> FindAsync(string id, string apiKey, CancellationToken cancellationToken = default) =>
        caller.FindAsync(CallOf(FuxiEndpoints.FindIdentity, id, apiKey), FuxiJson.Context.Identity, cancellationToken);

    public Task DeleteAsync(string id, string apiKey, CancellationToken cancellationToken = default) =>
        caller.DeleteAsync(CallOf(FuxiEndpoints.DeleteIdentity, id, apiKey), cancellationToken);

    public Task<IReadOnlyList<Identity>> ListAsync(string clientId, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        page?.Check();
        var query = new IdentitiesQuery { ClientId = clientId, Limit = page?.Limit, Offset = page?.Offset };
        NeighbourEndpoint endpoint = FuxiEndpoints.ListIdentities;
        string target = endpoint.Path + QueryWriter.Write(query, FuxiJson.Context.IdentitiesQuery, UrlText.Value);
        return caller.ListAsync(caller.Call(endpoint, target, apiKey, nameof(apiKey)), FuxiJson.Context.IReadOnlyListIdentity, cancellationToken);
    }

    private NeighbourCall CallOf(NeighbourEndpoint endpoint, string id, string apiKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return caller.Call(endpoint, endpoint.PathWith(id), apiKey, nameof(apiKey));
    }
}
