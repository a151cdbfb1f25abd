using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>Calls section 3.</summary>
internal sealed class IdentifiersClient(FuxiCaller caller) : IIdentifiersApi
{
    public Task<DataIdentifier> CreateAsync(DataIdentifierRegistration registration, string apiKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Id);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Owner);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.DataAddress);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.DataDigest);
        NeighbourEndpoint endpoint = FuxiEndpoints.CreateIdentifier;
        NeighbourCall call = caller.Call(endpoint, endpoint.Path, apiKey, nameof(apiKey), registration, FuxiJson.Context.DataIdentifierRegistration);
        return caller.ReadAsync(call, FuxiJson.Context.DataIdentifier, cancellationToken);
    }

    public Task<DataIdentifier?> FindAsync(string id, string apiKey, CancellationToken cancellationToken = default) =>
        caller.FindAsync(CallOf(FuxiEndpoints.FindIdentifier, id, apiKey), FuxiJson.Context.DataIdentifier, cancellationToken);

    public Task DeleteAsync(string id, string apiKey, CancellationToken cancellationToken = default) =>
        caller.DeleteAsync(CallOf(FuxiEndpoints.DeleteIdentifier, id, apiKey), cancellationToken);

    public Task<IReadOnlyList<DataIdentifier>> ListByOwnerAsync(string owner, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        page?.Check();
        return ListAsync(
            FuxiEndpoints.ListIdentifiersByOwner,
            new IdentifiersByOwnerQuery { Owner = owner, Limit = page?.Limit, Offset = page?.Offset },
            FuxiJson.Context.IdentifiersByOwnerQuery,
            apiKey,
            cancellationToken);
    }

    public Task<IReadOnlyList<DataIdentifier>> ListByTagAsync(string tag, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        page?.Check();
        return ListAsync(
            FuxiEndpoints.ListIdentifiersByTag,
            new IdentifiersByTagQuery { Tag = tag, Limit = page?.Limit, Offset = page?.Offset },
            FuxiJson.Context.IdentifiersByTagQuery,
            apiKey,
            cancellationToken);
    }

    public Task<IReadOnlyList<DataIdentifier>> ListByMetadataAsync(
        string key, string value, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (key.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("A colon ends the key where it is sent as key:value, so none can be within it.", nameof(key));
        }

        page?.Check();
        return ListAsync(
            FuxiEndpoints.ListIdentifiersByMetadata,
            new IdentifiersByMetadataQuery { Metadata = $"{key}:{value}", Limit = page?.Limit, Offset = page?.Offset },
            FuxiJson.Context.IdentifiersByMetadataQuery,
            apiKey,
            cancellationToken);
    }

    private Task<IReadOnlyList<DataIdentifier>> ListAsync<TQuery>(
        NeighbourEndpoint endpoint, TQuery query, JsonTypeInfo<TQuery> type, string apiKey, CancellationToken cancellationToken)
        where TQuery : class
    {
        string target = endpoint.Path + QueryWriter.Write(query, type, UrlText.Value);
        return caller.ListAsync(caller.Call(endpoint, target, apiKey, nameof(apiKey)), FuxiJson.Context.IReadOnlyListDataIdentifier, cancellationToken);
    }

    private NeighbourCall CallOf(NeighbourEndpoint endpoint, string id, string apiKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return caller.Call(endpoint, endpoint.PathWith(id), apiKey, nameof(apiKey));
    }
}
