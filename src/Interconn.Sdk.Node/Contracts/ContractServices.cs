using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Registers what this folder brings.</summary>
internal static class ContractServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
