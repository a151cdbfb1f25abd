using Interconn.Sdk.Datasets;

namespace Interconn.Sdk.Node.Catalogs;

/// <summary>A dataset of this node.</summary>
/// <param name="Detail">What 4.2 answers.</param>
/// <param name="IsPublic">
/// Whether every partner with a contract finds it (4.1) and may read its detail (4.2). The detail of others is for those who hold a permit; who knows its id may
/// apply for it.
/// </param>
/// <param name="JoinColumns">The columns to join on, as 4.1 answers them, or null.</param>
public sealed record CatalogDataset(DatasetDetail Detail, bool IsPublic = true, string? JoinColumns = null);
