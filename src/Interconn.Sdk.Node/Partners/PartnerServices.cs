using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Partners;

/// <summary>Registers what this folder brings.</summary>
internal static class PartnerServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<PartnerKeys>();
        services.TryAddSingleton<PartnerView>();
        services.Replace(ServiceDescriptor.Singleton<IPartnerDirectory, NodePartnerDirectory>());

        // A policy of the host's own has the whole say.
        ServiceDescriptor? policy = services.LastOrDefault(service => service.ServiceType == typeof(IPartnerTrustPolicy));
        if (policy?.ImplementationType == typeof(PinnedTrustPolicy))
        {
            services.TryAddSingleton<PinnedTrustPolicy>();
            services.Replace(ServiceDescriptor.Singleton<IPartnerTrustPolicy>(static provider => new NodeTrustPolicy(
                provider.GetRequiredService<PinnedTrustPolicy>(),
                provider.GetRequiredService<ConnectionCertificates>(),
                provider.GetService<IHostEnvironment>(),
                provider.GetRequiredService<ILogger<NodeTrustPolicy>>())));
        }
    }
}
