using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>Registers what this folder brings.</summary>
internal static class UpkeepServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
