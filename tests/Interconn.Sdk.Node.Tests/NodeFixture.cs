using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests;

/// <summary>Starts ready-made nodes on real Kestrel for the tests of this project.</summary>
internal static class NodeFixture
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A complete node, by the clock of the test where one is given. It takes offered addresses on loopback, and describes itself fully.
    /// </summary>
    public static async Task<TestNode> StartAsync(
        string nodeId = TestNode.HolderId,
        TimeProvider? clock = null,
        Action<InterconnOptions>? configure = null,
        Action<InterconnNodeOptions>? configureNode = null,
        Action<InterconnBuilder>? build = null,
        Action<WebApplication>? map = null)
    {
        TestNode node = await TestNode.StartAsync(
            options =>
            {
                options.Node.NodeId = nodeId;
                options.Node.Name = "node " + nodeId;
                options.Node.Institution = "institution of " + nodeId;
                options.Node.System = "test";
                options.Node.SystemVersion = "1.0";
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
                configure?.Invoke(options);
            },
            builder =>
            {
                if (clock is not null)
                {
                    builder.Services.AddSingleton(clock);
                }

                builder.AddNode(configureNode);
                build?.Invoke(builder);
            },
            map);

        // The port is the system's choice, so that a node cannot say where it is before it has started.
        node.Services.GetRequiredService<LocalNode>().Options.Node.Address = node.Address;
        return node;
    }

    /// <summary>
    /// Takes out the services that act by themselves, the outbox, the upkeep and the decisions, for tests that look at what is left for them to do.
    /// </summary>
    public static void WithoutBackgroundWork(InterconnBuilder builder) => RemoveBackgroundWork(builder, static _ => true);

    /// <summary>Takes out the services that act by themselves, but for one.</summary>
    public static void WithoutBackgroundWorkBut<TKept>(InterconnBuilder builder) => RemoveBackgroundWork(builder, static type => type != typeof(TKept));

    /// <summary>Takes out one of the services that act by themselves.</summary>
    public static void Without<TRemoved>(InterconnBuilder builder) => RemoveBackgroundWork(builder, static type => type == typeof(TRemoved));

    private static void RemoveBackgroundWork(InterconnBuilder builder, Func<Type?, bool> isMeant)
    {
        System.Reflection.Assembly own = typeof(InterconnNode).Assembly;
        foreach (ServiceDescriptor service in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)).ToArray())
        {
            bool isOwn = (service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.Module.Assembly) == own;
            if (isOwn && isMeant(service.ImplementationType))
            {
                builder.Services.Remove(service);
            }
        }
    }
}
