using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace TwoNodes;

/// <summary>Serves node query (3.6) and health (3.7). What it does not override answers 50101.</summary>
internal sealed class NodeHandler(NodeInfo self) : INodeHandler
{
    public Task<NodeInfo> QueryNodeAsync(NodeQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        request.NodeId == self.NodeId ? Task.FromResult(self) : throw new InterconnException(InterconnCodes.NotFound);

    public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken) =>
        Task.FromResult(NodeHealth.Ok);
}
