using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Registers what this folder brings.</summary>
internal static class OutboxServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
