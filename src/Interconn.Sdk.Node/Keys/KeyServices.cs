using Interconn.Sdk.Node.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Keys;

/// <summary>Registers what this folder brings.</summary>
internal static class KeyServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<OwnKeys>();
        services.TryAddSingleton<KeyDesk>();
        services.TryAddSingleton<IOwnKeyUpdates, OwnKeyUpdates>();
        services.TryAddSingleton<KeyAnnouncements>();
        services.TryAddSingleton(static provider => new NodeKeys(
            provider.GetRequiredService<OwnKeys>(),
            provider.GetRequiredService<KeyAnnouncements>(),
            provider.GetRequiredService<ILogger<NodeKeys>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KeyWatch>());
    }
}
