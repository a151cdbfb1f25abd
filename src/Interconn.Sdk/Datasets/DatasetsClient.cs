using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Datasets;

internal sealed class DatasetsClient(ISendCore core) : IDatasetsApi
{
    public Task<Page<DatasetSummary>> ListAsync(DatasetListQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ListDatasets, request, cancellationToken);

    public Task<DatasetDetail> QueryAsync(DatasetQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryDataset, request, cancellationToken);

    public Task ApplyAuditAsync(DatasetAuditApplication request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ApplyDatasetAudit, request, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ConfirmDatasetAudit, request, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.TerminateDatasetAudit, request, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryDatasetAudit, request, cancellationToken);
}
