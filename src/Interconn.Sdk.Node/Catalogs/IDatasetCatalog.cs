using Interconn.Sdk.Datasets;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>The datasets of the host. Made anew for each request, so it may take scoped services.</summary>
public interface IDatasetCatalog
{
    /// <summary>Lists public datasets, in a stable order (4.1).</summary>
    /// <param name="window">Which of them.</param>
    /// <param name="context">Who asks: a partner with a contract in force.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The page, with the honest total.</returns>
    ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken);

    /// <summary>Finds a dataset, public or not (4.2, 4.3).</summary>
    /// <param name="datasetId">Its id.</param>
    /// <param name="context">Who asks: a partner with a contract in force.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The dataset, or null: then the partner is told that it does not exist.</returns>
    ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken);
}
