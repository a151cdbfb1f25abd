using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>A catalogue of a host: one dataset is sound, to ask for another throws, and for a third it never ends.</summary>
internal sealed class UnluckyCatalog(TimeProvider timeProvider) : IDatasetCatalog
{
    public const string Sound = "d-1";
    public const string Throwing = "d-throws";
    public const string Hanging = "d-hangs";

    private static readonly DatasetSummary[] Public =
        [.. Enumerable.Range(1, 25).Select(i => new DatasetSummary { DatasetId = $"d-{i}", Name = $"dataset {i}", Owner = TestNode.HolderId })];

    private static readonly CatalogDataset Found =
        new(new DatasetDetail { DatasetId = Sound, Name = "dataset 1", Owner = TestNode.HolderId, Description = "Customers, one a row.", Count = 10_000, ColumnMetas = [] });

    public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(window.Cut(Public));

    public async ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken)
    {
        switch (datasetId)
        {
            case Throwing:
                throw new IOException("the catalogue is away");
            case Hanging:
                await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);
                return null;
            default:
                return datasetId == Sound ? Found : null;
        }
    }
}
