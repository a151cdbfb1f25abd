using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Serves chapter 3.</summary>
internal sealed class NodeHandler(
    ContractApplications applications,
    ContractConfirmations confirmations,
    ContractTerminations terminations,
    KeyDesk keys,
    ContractQueries queries,
    LocalNode node) : INodeHandler
{
    public Task<ContractReceipt> ApplyContractAsync(ContractApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        applications.ReceiveAsync(request, context, cancellationToken);

    public Task ConfirmContractAsync(ContractConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        confirmations.ReceiveAsync(request, context, cancellationToken);

    public Task TerminateContractAsync(ContractTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        terminations.ReceiveAsync(request, context, cancellationToken);

    public Task UpdateNodeAsync(NodeUpdate request, InterconnContext context, CancellationToken cancellationToken) =>
        keys.UpdateReceivedAsync(request, context, cancellationToken);

    public Task<ContractState> QueryContractAsync(ContractQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        queries.ReceiveAsync(request, context, cancellationToken);

    public Task<NodeInfo> QueryNodeAsync(NodeQuery request, InterconnContext context, CancellationToken cancellationToken)
    {
        NodeIdentity self = node.Options.Node;
        if (!string.Equals(request.NodeId, self.NodeId, StringComparison.Ordinal))
        {
            throw new InterconnException(InterconnCodes.NotFound, "Another node than this one was asked about.");
        }

        return Task.FromResult(new NodeInfo
        {
            NodeId = self.NodeId,
            Name = self.Name,
            Address = self.Address?.OriginalString ?? throw new InterconnException(
                InterconnCodes.NotServed,
                $"This node cannot say where it serves. Set {InterconnOptions.SectionName}:{nameof(InterconnOptions.Node)}:{nameof(self.Address)}."),
            Description = self.Description,
            InstId = self.InstId,
            Institution = self.Institution,
            System = self.System,
            SystemVersion = self.SystemVersion,
        });
    }

    public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken) => Task.FromResult(NodeHealth.Ok);
}
