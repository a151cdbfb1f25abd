using System.Text.Json;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuxi.Clients;

/// <summary>Calls section 1.</summary>
internal sealed class ClientsClient(FuxiCaller caller) : IClientsApi
{
    public async Task<RegisteredClient> CreateAsync(ClientRegistration registration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.ClientName);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Organization);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Email);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Mobile);
        // An account whose secret fits into no header could be made, and never used.
        _ = NeighbourCredential.Header(FuxiCaller.Scheme, registration.ClientSecret, nameof(registration.ClientSecret));
        NeighbourCall call = caller.CallWithSecretInBody(
            FuxiEndpoints.CreateClient, registration.ClientSecret, registration, FuxiJson.Context.ClientRegistration);
        HttpAnswer answer = await caller.SendAsync(call, cancellationToken).ConfigureAwait(false);
        RegisteredClient client = caller.Read(call, answer, FuxiJson.Context.RegisteredClient);
        return client with { ClientId = IdOf(client, answer) ?? throw caller.Unreadable(call, answer, "does not say the id of the client") };
    }

    public Task<License> CreateLicenseAsync(string clientId, string clientSecret, CancellationToken cancellationToken = default) => caller.ReadAsync(
        CallOf(FuxiEndpoints.CreateLicense, clientId, clientSecret, nameof(clientSecret)), FuxiJson.Context.License, cancellationToken);

    public Task<IReadOnlyList<License>> ListLicensesAsync(string clientId, string clientSecret, CancellationToken cancellationToken = default) => caller.ListAsync(
        CallOf(FuxiEndpoints.ListLicenses, clientId, clientSecret, nameof(clientSecret)), FuxiJson.Context.IReadOnlyListLicense, cancellationToken);

    public Task<IReadOnlyList<string>> ListNamespacesAsync(string clientId, string apiKey, CancellationToken cancellationToken = default) => caller.ListAsync(
        CallOf(FuxiEndpoints.ListNamespaces, clientId, apiKey, nameof(apiKey)), FuxiJson.Context.IReadOnlyListString, cancellationToken);

    private NeighbourCall CallOf(NeighbourEndpoint endpoint, string clientId, string credential, string credentialName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        return caller.Call(endpoint, endpoint.PathWith(clientId), credential, credentialName);
    }

    // The document's table names what 1.2 answers, its text what this does, and the server the same as its text.
    private static string? IdOf(RegisteredClient client, HttpAnswer answer)
    {
        if (!string.IsNullOrEmpty(client.ClientId))
        {
            return client.ClientId;
        }

        JsonElement root = NeighbourJson.TryReadObject(answer)!.Value;
        return NeighbourJson.TextOf(root, "clientID") ?? NeighbourJson.TextOf(root, "id");
    }
}
