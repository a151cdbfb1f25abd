using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>Answers at once: what is measured is the way to it and back.</summary>
internal sealed class EmptyHandler : IDatasetHandler, INodeHandler
{
    private static readonly Task<ContractState> Approved = Task.FromResult(new ContractState { Status = ApprovalStatus.Approved });

    private static readonly Task<DatasetDetail> Found = Task.FromResult(ServedCatalog.Detail);

    public Task ApplyAuditAsync(DatasetAuditApplication request, InterconnContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DatasetDetail> QueryAsync(DatasetQuery request, InterconnContext context, CancellationToken cancellationToken) => Found;

    public Task<ContractState> QueryContractAsync(ContractQuery request, InterconnContext context, CancellationToken cancellationToken) => Approved;
}
