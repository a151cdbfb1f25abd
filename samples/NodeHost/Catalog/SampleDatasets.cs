using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Catalogs;

namespace NodeHost.Catalog;

/// <summary>The datasets of the sample. The last one is not public: a partner must know its id to apply for it.</summary>
internal static class SampleDatasets
{
    public static IReadOnlyList<CatalogDataset> All(string owner) =>
    [
        new(
            Dataset("d-01", "客户基本信息", "customer", 1_200_000, owner,
                ("id_md5", "string", ColumnDistribution.Discrete), ("age", "int", ColumnDistribution.Continuous), ("city", "string", ColumnDistribution.Discrete)),
            JoinColumns: "id_md5"),
        new(
            Dataset("d-02", "交易流水", "transaction", 48_000_000, owner,
                ("id_md5", "string", ColumnDistribution.Discrete), ("amount", "double", ColumnDistribution.Continuous), ("day", "string", ColumnDistribution.Discrete)),
            JoinColumns: "id_md5"),
        new(
            Dataset("d-03", "逾期标签", "label", 950_000, owner,
                ("id_md5", "string", ColumnDistribution.Discrete), ("overdue", "int", ColumnDistribution.Discrete)) with { LabelColumns = "overdue" },
            JoinColumns: "id_md5"),
        new(
            Dataset("d-90", "风险名单", "risk", 12_000, owner,
                ("id_md5", "string", ColumnDistribution.Discrete), ("level", "int", ColumnDistribution.Discrete)),
            IsPublic: false),
    ];

    private static DatasetDetail Dataset(
        string id, string name, string category, int count, string owner, params (string Name, string Type, ColumnDistribution Distribution)[] columns) => new()
        {
            DatasetId = id,
            Name = name,
            Category = category,
            Count = count,
            Owner = owner,
            ColumnMetas = [.. columns.Select(column => new ColumnMeta { Name = column.Name, DataType = column.Type, Distribution = column.Distribution })],
        };
}
