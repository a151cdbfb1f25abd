using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.TestHosting;

/// <summary>Serves a choice of endpoints by the <see cref="HandlerScript"/> of its test.</summary>
public sealed class ScriptedHandler(HandlerScript script) : INodeHandler, IDatasetHandler, IFlowHandler, IJobHandler
{
    public Task<ContractReceipt> ApplyContractAsync(ContractApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<ContractReceipt>(request, context, cancellationToken);

    public Task ConfirmContractAsync(ContractConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    public Task TerminateContractAsync(ContractTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    public Task UpdateNodeAsync(NodeUpdate request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    public Task<ContractState> QueryContractAsync(ContractQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<ContractState>(request, context, cancellationToken);

    public Task<NodeInfo> QueryNodeAsync(NodeQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<NodeInfo>(request, context, cancellationToken);

    public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<NodeHealth>(null, context, cancellationToken);

    public Task<Page<DatasetSummary>> ListAsync(DatasetListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<Page<DatasetSummary>>(request, context, cancellationToken);

    public Task ApplyAuditAsync(DatasetAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    Task IDatasetHandler.ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    Task IJobHandler.ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    public Task ApplyAuditAsync(FlowAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);

    public Task ApplyAuditAsync(JobAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        script.AnswerAsync<object>(request, context, cancellationToken);
}
