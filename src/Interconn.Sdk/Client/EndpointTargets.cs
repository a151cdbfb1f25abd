using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Client;

/// <summary>The addresses of endpoints at partners, each made once and kept as long as the partner's own address is.</summary>
internal sealed class EndpointTargets
{
    private readonly ConditionalWeakTable<Uri, ConcurrentDictionary<InterconnEndpoint, Uri>> targets = [];

    public Uri Of(InterconnEndpoint endpoint, Uri address) => targets
        .GetValue(address, static _ => new ConcurrentDictionary<InterconnEndpoint, Uri>(concurrencyLevel: 1, capacity: 3))
        .GetOrAdd(endpoint, static (endpoint, address) => new Uri(AddressForm.Base(address) + endpoint.Path), address);
}
