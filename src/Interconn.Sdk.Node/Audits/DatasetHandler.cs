using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Serves chapter 4: datasets from the host's catalogue, their audits from this node's.</summary>
internal sealed class DatasetHandler(IDatasetCatalog catalog, AuditIntake audits, PermitHoldings permits, TimeProvider timeProvider) : IDatasetHandler
{
    public async Task<Page<DatasetSummary>> ListAsync(DatasetListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        await catalog.ListPublicAsync(PageWindow.Of(request, context.MaxPageSize), context, cancellationToken).ConfigureAwait(false);

    public async Task<DatasetDetail> QueryAsync(DatasetQuery request, InterconnContext context, CancellationToken cancellationToken)
    {
        CatalogDataset dataset = await RequireAsync(request.DatasetId, context, cancellationToken).ConfigureAwait(false);
        return dataset.IsPublic || await permits.HoldsForDatasetAsync(context.CallerNodeId, request.DatasetId, cancellationToken).ConfigureAwait(false)
            ? dataset.Detail
            : throw NotFound(request.DatasetId);
    }

    public Task ApplyAuditAsync(DatasetAuditApplication request, InterconnContext context, CancellationToken cancellationToken) => audits.ApplyAsync(
        AuditDraft.Of(request),
        context,
        async token =>
        {
            await RequireAsync(request.DatasetId, context, token).ConfigureAwait(false);
            AuditTerms.RequireTimeLimit(request.TimeLimit, timeProvider.GetUtcNow());
        },
        cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ConfirmAsync(AuditResource.Dataset, request, context, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.TerminateAsync(AuditResource.Dataset, request, context, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.QueryAsync(AuditResource.Dataset, request, context, cancellationToken);

    private async ValueTask<CatalogDataset> RequireAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
        await catalog.FindAsync(datasetId, context, cancellationToken).ConfigureAwait(false) ?? throw NotFound(datasetId);

    // The same for what does not exist and for what is not public: which of the two it is, is nobody's business.
    private static InterconnException NotFound(string datasetId) =>
        new(InterconnCodes.NotFound, $"There is no dataset {datasetId} that the caller may see.");
}
