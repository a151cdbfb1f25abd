using System.Text.Json.Nodes;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;

namespace TwoNodes;

/// <summary>What the two platforms have.</summary>
internal static class Catalogs
{
    public static IReadOnlyList<CatalogDataset> Telecom { get; } =
    [
        new(Dataset("d-01", "客户基本信息", 1_200_000, ("id_md5", ColumnDistribution.Discrete), ("age", ColumnDistribution.Continuous))),
        new(Dataset("d-02", "交易流水", 48_000_000, ("id_md5", ColumnDistribution.Discrete), ("amount", ColumnDistribution.Continuous))),
        new(Dataset("d-03", "逾期标签", 950_000, ("id_md5", ColumnDistribution.Discrete), ("overdue", ColumnDistribution.Discrete))),
        new(Dataset(HousePolicy.NeverLent, "风险名单", 12_000, ("id_md5", ColumnDistribution.Discrete)), IsPublic: false),
    ];

    public static IReadOnlyList<ComponentDetail> Components { get; } =
    [
        new()
        {
            Code = "psi",
            Version = "1.0.0",
            Name = "Private set intersection",
            Engine = "mpc",
            Status = ComponentStatus.Enabled,
            Inputs = [new JsonObject { ["name"] = "data", ["type"] = "dataset" }],
            Outputs = [new JsonObject { ["name"] = "intersection", ["type"] = "dataset" }],
        },
    ];

    /// <summary>The bank's project, in which both take part.</summary>
    public static ProjectDetail Project(NodeIdentity bank, NodeIdentity telecom) => new()
    {
        ProjectId = "p-01",
        Name = "联合风控",
        Type = ProjectType.HeteroFl,
        Nodes = [Describe(bank), Describe(telecom)],
        Datasets = new Dictionary<string, IReadOnlyList<string>> { [telecom.NodeId] = ["d-01"] },
    };

    private static NodeInfo Describe(NodeIdentity node) => new()
    {
        NodeId = node.NodeId,
        InstId = node.InstId,
        Institution = node.Institution,
        Name = node.Name,
        System = node.System,
        SystemVersion = node.SystemVersion,
        Address = "http://127.0.0.1",
    };

    private static DatasetDetail Dataset(string id, string name, int count, params (string Name, ColumnDistribution Distribution)[] columns) => new()
    {
        DatasetId = id,
        Name = name,
        Owner = "LX01",
        Count = count,
        ColumnMetas = [.. columns.Select(column => new ColumnMeta { Name = column.Name, DataType = "string", Distribution = column.Distribution })],
    };
}
