using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Client;

/// <summary>What the clients of all partners share.</summary>
internal sealed class ClientServices(
    LocalNode node, IPartnerDirectory directory, PartnerHttpClients httpClients, TimeProvider timeProvider, TimeLimits timeLimits, ILoggerFactory loggers)
{
    public LocalNode Node => node;

    public IPartnerDirectory Directory => directory;

    public TimeProvider TimeProvider => timeProvider;

    public TimeLimits TimeLimits => timeLimits;

    public EndpointTargets Targets { get; } = new();

    public ILogger Logger { get; } = loggers.CreateLogger("Interconn.Sdk.Client");

    public PartnerHttpClient HttpFor(OutgoingCall call) => httpClients.For(call);
}
