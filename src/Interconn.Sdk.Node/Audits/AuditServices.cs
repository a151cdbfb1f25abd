using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Registers what this folder brings.</summary>
internal static class AuditServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
