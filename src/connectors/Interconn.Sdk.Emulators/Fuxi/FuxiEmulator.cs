using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>
/// FUXI IS CA in process, at two addresses as the real one. Where its document and its server differ, it does as the server: paths, statuses, and the total
/// that lies.
/// </summary>
public sealed class FuxiEmulator : IAsyncDisposable
{
    private readonly FuxiState state;
    private EmulatorHost? adminHost;
    private EmulatorHost? publicHost;

    private FuxiEmulator(TimeProvider timeProvider) => state = new FuxiState(timeProvider);

    /// <summary>Where accounts, licences and namespaces are: <c>http</c>, <c>127.0.0.1</c> and a port of its own.</summary>
    public Uri AdminAddress => adminHost!.Address;

    /// <summary>Where identities, data identifiers and subscriptions are: <c>http</c>, <c>127.0.0.1</c> and another port of its own.</summary>
    public Uri PublicAddress => publicHost!.Address;

    /// <summary>
    /// Whether what does not exist is answered with 204, as the server does, or with 404, as the document says. False at first. It matters for reads of one,
    /// and for the deletion of a data identifier.
    /// </summary>
    public bool AnswersAbsentWith204
    {
        get => state.Locked(() => state.AnswersAbsentWith204);
        set => state.Locked(() => state.AnswersAbsentWith204 = value);
    }

    /// <summary>The identities as they are now.</summary>
    public IReadOnlyList<Identity> Identities =>
        state.Locked<IReadOnlyList<Identity>>(() => [.. state.Identities.Values.Select(static identity => identity.ToRead())]);

    /// <summary>The data identifiers as they are now.</summary>
    public IReadOnlyList<DataIdentifier> Identifiers => state.Locked<IReadOnlyList<DataIdentifier>>(() => [.. state.Identifiers.Values]);

    /// <summary>The subscriptions as they are now.</summary>
    public IReadOnlyList<Subscription> Subscriptions => state.Locked<IReadOnlyList<Subscription>>(() => [.. state.Subscriptions.Values]);

    internal IReadOnlyList<NeighbourEndpoint> Endpoints => [.. adminHost!.Endpoints, .. publicHost!.Endpoints];

    /// <summary>Starts one.</summary>
    /// <param name="options">What it is told; null tells nothing.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The emulator, which serves already. Dispose it to stop it.</returns>
    public static async Task<FuxiEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new FuxiEmulator(options?.TimeProvider ?? TimeProvider.System);
        try
        {
            emulator.adminHost = await EmulatorHost.StartAsync(options, emulator.MapAdmin, cancellationToken).ConfigureAwait(false);
            emulator.publicHost = await EmulatorHost.StartAsync(options, emulator.MapPublic, cancellationToken).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets there be an account.</summary>
    /// <param name="clientId">Its id; an account of the same id is replaced.</param>
    /// <param name="clientName">Its name.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="organization">Its organisation: <c>fuxi</c> gives it the namespace <c>fuxi.id</c>.</param>
    public void AddClient(string clientId, string clientName, string clientSecret, string organization)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientName);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        state.Locked(() => state.Accounts[clientId] = new EmulatedAccount(clientId, clientName, clientSecret, organization));
    }

    /// <summary>Lets an account have a licence that was made elsewhere.</summary>
    /// <param name="clientId">The id of the account.</param>
    /// <param name="apiKey">The licence.</param>
    /// <exception cref="ArgumentException">There is no such account, or the licence is empty.</exception>
    public void AddLicense(string clientId, string apiKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiKey);
        bool isAdded = state.Locked(() =>
        {
            if (!state.Accounts.TryGetValue(clientId, out EmulatedAccount? account))
            {
                return false;
            }

            state.AddLicense(account, apiKey);
            return true;
        });
        if (!isAdded)
        {
            throw new ArgumentException("There is no such client. Add it first.", nameof(clientId));
        }
    }

    /// <summary>Stops it.</summary>
    /// <returns>A task that ends when its ports are free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (publicHost is not null)
        {
            await publicHost.DisposeAsync().ConfigureAwait(false);
        }

        if (adminHost is not null)
        {
            await adminHost.DisposeAsync().ConfigureAwait(false);
        }

        state.Dispose();
    }

    private void MapAdmin(EmulatorRoutes routes) => new FuxiClientRoutes(state).Map(new FuxiRoutes(routes, state));

    private void MapPublic(EmulatorRoutes routes)
    {
        var mapped = new FuxiRoutes(routes, state);
        new FuxiIdentityRoutes(state).Map(mapped);
        new FuxiIdentifierRoutes(state).Map(mapped);
        new FuxiSubscriptionRoutes(state).Map(mapped);
    }
}
