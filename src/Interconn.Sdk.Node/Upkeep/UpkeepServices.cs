using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>Registers what this folder brings.</summary>
internal static class UpkeepServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<DueDates>();
        services.TryAddSingleton<PartnerInquiries>();
        services.AddHostedService<DecisionService>();
        services.AddHostedService<UpkeepService>();
    }
}
