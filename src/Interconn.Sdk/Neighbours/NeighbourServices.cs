using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Neighbours;

/// <summary>What a neighbouring system's client stands on.</summary>
/// <param name="System">The system's name, for messages.</param>
/// <param name="HttpClientName">The name of its HTTP client.</param>
/// <param name="HttpClients">Where the HTTP client comes from.</param>
/// <param name="TimeProvider">The host's clock.</param>
/// <param name="Logger">Where it logs.</param>
/// <param name="Failures">The exceptions of its family.</param>
internal sealed record NeighbourServices(
    string System, string HttpClientName, IHttpClientFactory HttpClients, TimeProvider TimeProvider, ILogger Logger, INeighbourFailures Failures);
