using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Hosting;

/// <summary>Says when the host starts that several processes share an id, and the store of the node is shared by none.</summary>
internal sealed class NodeStartup(LocalNode node, INodeStore store, ILogger<NodeStartup> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (node.Options.Replicas > 1 && store is InMemoryNodeStore)
        {
            HostLog.NotShared(logger, node.Options.Replicas, nameof(INodeStore), "a contract that one process made is unknown to the others");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
