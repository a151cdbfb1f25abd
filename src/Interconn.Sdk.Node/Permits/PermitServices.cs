using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Permits;

/// <summary>Registers what this folder brings.</summary>
internal static class PermitServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<PermitHoldings>();
        services.TryAddSingleton(static provider => new NodePermits(
            provider.GetRequiredService<NodeState>(),
            provider.GetRequiredService<InterconnClientFactory>(),
            provider.GetRequiredService<PermitIssuer>,
            provider.GetRequiredService<IPermitStore>(),
            provider.GetRequiredService<ILogger<NodePermits>>()));
    }
}
