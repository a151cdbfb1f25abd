using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>Keeps the node from doing things in the background, so that a test can look at what is queued.</summary>
internal static class StillNode
{
    /// <summary>Takes out the services that run in the background.</summary>
    public static void Keep(InterconnBuilder builder) => RemoveServices(builder, static _ => true);

    /// <summary>Takes out the services that run in the background, but for that of the keys: what is queued is not sent.</summary>
    public static void KeepButForKeys(InterconnBuilder builder) => RemoveServices(builder, static service => service != typeof(KeyStartup));

    private static void RemoveServices(InterconnBuilder builder, Func<Type, bool> isMeant)
    {
        ServiceDescriptor[] others =
        [
            .. builder.Services.Where(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType is Type type
                && type.Assembly == typeof(KeyStartup).Assembly
                && isMeant(type)),
        ];
        foreach (ServiceDescriptor other in others)
        {
            builder.Services.Remove(other);
        }
    }
}
