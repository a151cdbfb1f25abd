using ExistingHost.Catalogue;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Protocol;
using Microsoft.EntityFrameworkCore;

namespace ExistingHost.Lending;

/// <summary>What partners see of the house's catalogue. Made for each call, with the context of that call.</summary>
internal sealed class SharedDatasets(CatalogueContext catalogue) : IDatasetCatalog
{
    public async ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken)
    {
        List<Dataset> page = await Shared().OrderBy(static dataset => dataset.Id).Skip(window.Skip).Take(window.Take).ToListAsync(cancellationToken);
        return new Page<DatasetSummary> { Records = [.. page.Select(Summary)], Total = await Shared().CountAsync(cancellationToken) };
    }

    public async ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
        await Shared().SingleOrDefaultAsync(dataset => dataset.Id == datasetId, cancellationToken) is Dataset dataset
            ? new CatalogDataset(Detail(dataset))
            : null;

    // What is never shared does not exist for a partner.
    private IQueryable<Dataset> Shared() =>
        catalogue.Datasets.AsNoTracking().Include(static dataset => dataset.Columns).Where(static dataset => dataset.Sharing != Sharing.Never);

    private static DatasetSummary Summary(Dataset dataset) => new()
    {
        DatasetId = dataset.Id,
        Name = dataset.Name,
        Owner = dataset.Department,
        Count = dataset.Rows,
    };

    private static DatasetDetail Detail(Dataset dataset) => new()
    {
        DatasetId = dataset.Id,
        Name = dataset.Name,
        Owner = dataset.Department,
        Count = dataset.Rows,
        ColumnMetas = [.. dataset.Columns.Select(static column => new ColumnMeta
        {
            Name = column.Name,
            DataType = column.DataType,
            Distribution = column.IsMeasured ? ColumnDistribution.Continuous : ColumnDistribution.Discrete,
        })],
    };
}
