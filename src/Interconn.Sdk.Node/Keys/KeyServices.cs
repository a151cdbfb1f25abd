using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Keys;

/// <summary>Registers what this folder brings.</summary>
internal static class KeyServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
