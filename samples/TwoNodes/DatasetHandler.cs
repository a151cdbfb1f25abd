using Interconn.Sdk.Datasets;
using Interconn.Sdk.Protocol;

namespace TwoNodes;

/// <summary>Serves the public datasets (4.1, 4.2) out of a list in memory.</summary>
internal sealed class DatasetHandler : IDatasetHandler
{
    private static readonly DatasetDetail[] Datasets =
    [
        Dataset("d-01", "客户基本信息", 1_200_000, ("id_md5", "string", ColumnDistribution.Discrete), ("age", "int", ColumnDistribution.Continuous)),
        Dataset("d-02", "交易流水", 48_000_000, ("id_md5", "string", ColumnDistribution.Discrete), ("amount", "double", ColumnDistribution.Continuous)),
        Dataset("d-03", "逾期标签", 950_000, ("id_md5", "string", ColumnDistribution.Discrete), ("overdue", "int", ColumnDistribution.Discrete)),
    ];

    private static readonly DatasetSummary[] Summaries = [.. Datasets.Select(dataset => new DatasetSummary
    {
        DatasetId = dataset.DatasetId,
        Name = dataset.Name,
        Owner = dataset.Owner,
        Count = dataset.Count,
    })];

    public Task<Page<DatasetSummary>> ListAsync(DatasetListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        Task.FromResult(PageWindow.Of(request, context.MaxPageSize).Cut(Summaries));

    public Task<DatasetDetail> QueryAsync(DatasetQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Datasets.FirstOrDefault(dataset => dataset.DatasetId == request.DatasetId)
            ?? throw new InterconnException(InterconnCodes.NotFound));

    private static DatasetDetail Dataset(string id, string name, int count, params (string Name, string Type, ColumnDistribution Distribution)[] columns) => new()
    {
        DatasetId = id,
        Name = name,
        Owner = "LX01",
        Count = count,
        ColumnMetas = [.. columns.Select(column => new ColumnMeta { Name = column.Name, DataType = column.Type, Distribution = column.Distribution })],
    };
}
