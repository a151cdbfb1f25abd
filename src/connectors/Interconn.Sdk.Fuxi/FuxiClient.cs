using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Fuxi;

/// <summary>
/// Calls FUXI IS CA, the authorisation layer of the FUXI data interoperability system. The secret of the account, or a licence of it (apiKey), is named with
/// each call, so one client serves many accounts. Registered by <c>AddFuxiClient</c>; safe to use from many threads.
/// </summary>
public sealed class FuxiClient
{
    internal FuxiClient(NeighbourServices services, FuxiOptions options)
    {
        var caller = new NeighbourCaller(services, new NeighbourLimits(options.CallTimeout, options.MaxAnswer));
        Clients = new ClientsClient(new FuxiCaller(caller, options.AdminAddress!));
        var publicCaller = new FuxiCaller(caller, options.PublicAddress!);
        Identities = new IdentitiesClient(publicCaller);
        Identifiers = new IdentifiersClient(publicCaller);
        Subscriptions = new SubscriptionsClient(publicCaller);
    }

    /// <summary>The accounts, their licences and namespaces (section 1).</summary>
    public IClientsApi Clients { get; }

    /// <summary>The identities (section 2).</summary>
    public IIdentitiesApi Identities { get; }

    /// <summary>The data identifiers (section 3).</summary>
    public IIdentifiersApi Identifiers { get; }

    /// <summary>The subscriptions (section 4).</summary>
    public ISubscriptionsApi Subscriptions { get; }
}
