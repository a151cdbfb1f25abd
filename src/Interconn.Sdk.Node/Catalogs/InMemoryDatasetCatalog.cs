using Interconn.Sdk.Datasets;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>Datasets that are given once: for hosts with few of them, and for tests. Listed in the order in which they were given.</summary>
public sealed class InMemoryDatasetCatalog : IDatasetCatalog
{
    private readonly Dictionary<string, CatalogDataset> datasets = new(StringComparer.Ordinal);
    private readonly List<DatasetSummary> summaries = [];

    /// <summary>Makes a catalogue.</summary>
    /// <param name="datasets">The datasets.</param>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public InMemoryDatasetCatalog(IEnumerable<CatalogDataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        foreach (CatalogDataset dataset in datasets)
        {
            if (!this.datasets.TryAdd(dataset.Detail.DatasetId, dataset))
            {
                throw new ArgumentException($"The dataset {dataset.Detail.DatasetId} is there twice. Give each an id of its own.", nameof(datasets));
            }

            if (dataset.IsPublic)
            {
                summaries.Add(SummaryOf(dataset));
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(window.Cut(summaries));

    /// <inheritdoc/>
    public ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(datasets.GetValueOrDefault(datasetId));

    private static DatasetSummary SummaryOf(CatalogDataset dataset) => new()
    {
        DatasetId = dataset.Detail.DatasetId,
        Name = dataset.Detail.Name,
        Owner = dataset.Detail.Owner,
        Description = dataset.Detail.Description,
        Category = dataset.Detail.Category,
        Count = dataset.Detail.Count,
        JoinColumns = dataset.JoinColumns,
        ColumnMetas = dataset.Detail.ColumnMetas,
    };
}
