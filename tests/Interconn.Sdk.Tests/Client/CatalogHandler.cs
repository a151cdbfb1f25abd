using System.Collections.Concurrent;
using System.Globalization;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Client;

/// <summary>What a node of these tests serves; it gives back what it was asked, so that the caller can compare.</summary>
public sealed class CatalogHandler : INodeHandler, IDatasetHandler, IComponentHandler
{
    public const int DatasetCount = 250;

    public static readonly ConcurrentQueue<string> PagesAsked = [];

    public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new NodeHealth { Status = "ok" });

    public Task<Page<DatasetSummary>> ListAsync(DatasetListQuery request, InterconnContext context, CancellationToken cancellationToken)
    {
        PagesAsked.Enqueue($"{request.PageNum}/{request.PageSize}");
        var all = Enumerable.Range(0, DatasetCount)
            .Select(i => new DatasetSummary { DatasetId = i.ToString("D3", CultureInfo.InvariantCulture), Name = "数据集", Owner = "LX01" })
            .ToList();
        return Task.FromResult(PageWindow.Of(request, context.MaxPageSize).Cut(all));
    }

    public Task<DatasetDetail> QueryAsync(DatasetQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new DatasetDetail { DatasetId = request.DatasetId, Name = request.ContractId, Owner = "LX01", ColumnMetas = [] });

    public Task<Page<ComponentSummary>> ListAsync(ComponentListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<ComponentSummary>
        {
            Records = [new ComponentSummary { Code = request.Category ?? "(null)", Version = request.Developer ?? "(null)" }],
            Total = 1,
        });
}
