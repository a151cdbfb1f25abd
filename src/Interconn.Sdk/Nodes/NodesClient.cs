using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

internal sealed class NodesClient(ISendCore core) : INodesApi
{
    public Task<ContractReceipt> ApplyContractAsync(ContractApplication request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ApplyContract, request, cancellationToken);

    public Task ConfirmContractAsync(ContractConfirmation request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ConfirmContract, request, cancellationToken);

    public Task TerminateContractAsync(ContractTermination request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.TerminateContract, request, cancellationToken);

    public Task UpdateNodeAsync(NodeUpdate request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.UpdateNode, request, cancellationToken);

    public Task<ContractState> QueryContractAsync(ContractQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryContract, request, cancellationToken);

    public Task<NodeInfo> QueryNodeAsync(NodeQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryNode, request, cancellationToken);

    public Task<NodeHealth> CheckHealthAsync(CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.CheckHealth, NoData.Instance, cancellationToken);
}
