using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>The node's catalogue: one dataset.</summary>
internal sealed class ServedCatalog : IDatasetCatalog
{
    public static DatasetDetail Detail { get; } = new()
    {
        DatasetId = Exchange.DatasetId,
        Name = "customers",
        Owner = TestNode.HolderId,
        Description = "Customers, one a row.",
        Count = 10_000,
        ColumnMetas = [],
    };

    private static readonly CatalogDataset Found = new(Detail);

    public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(window.Cut(Array.Empty<DatasetSummary>()));

    public ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<CatalogDataset?>(datasetId == Exchange.DatasetId ? Found : null);
}
