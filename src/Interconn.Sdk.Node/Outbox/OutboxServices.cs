using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Registers what this folder brings.</summary>
internal static class OutboxServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<OwnKeys>();
        services.TryAddSingleton<OutboxGate>();
        services.TryAddSingleton<OutboxDelivery>();
        services.TryAddSingleton<OutboxLedger>();
        services.TryAddSingleton<PartnerRests>();
        services.TryAddSingleton<OutboxSender>();
        services.TryAddSingleton(static provider => new NodeOutbox(
            provider.GetRequiredService<NodeState>(),
            provider.GetRequiredService<ChangeFeed>(),
            provider.GetRequiredService<OutboxGate>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<OutboxDispatcher>();
        services.AddHostedService<OutboxWatch>();
    }
}
