using System.Text.Json.Nodes;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Catalogs;

namespace Interconn.Sdk.Testing;

/// <summary>What a partner shows of which nothing is said.</summary>
internal static class SampleCatalog
{
    public static IReadOnlyList<CatalogDataset> Datasets(string nodeId) =>
    [
        new(
            new DatasetDetail
            {
                DatasetId = "ds-customers",
                Name = "customers",
                Owner = nodeId,
                Description = "Customers of a bank, one a row.",
                Category = "table",
                Count = 10_000,
                ColumnMetas = [Column("id", "string", ColumnDistribution.Discrete), Column("age", "int", ColumnDistribution.Continuous)],
            },
            JoinColumns: "id"),
        new(
            new DatasetDetail
            {
                DatasetId = "ds-loans",
                Name = "loans",
                Owner = nodeId,
                Description = "Loans of the customers.",
                Category = "table",
                Count = 25_000,
                ColumnMetas =
                [
                    Column("id", "string", ColumnDistribution.Discrete),
                    Column("amount", "double", ColumnDistribution.Continuous),
                    Column("overdue", "int", ColumnDistribution.Discrete),
                ],
                LabelColumns = "overdue",
            },
            JoinColumns: "id"),
        new(
            new DatasetDetail
            {
                DatasetId = "ds-risk",
                Name = "risk scores",
                Owner = nodeId,
                Description = "Scores that are shown to those with a permit only.",
                Category = "table",
                Count = 10_000,
                ColumnMetas = [Column("id", "string", ColumnDistribution.Discrete), Column("score", "double", ColumnDistribution.Continuous)],
            },
            IsPublic: false,
            JoinColumns: "id"),
    ];

    public static IReadOnlyList<ComponentDetail> Components() =>
    [
        new ComponentDetail
        {
            Code = "psi",
            Version = "1.0.0",
            Name = "private set intersection",
            Category = "preprocessing",
            Developer = "Interconn.Sdk.Testing",
            Engine = "fate",
            Status = ComponentStatus.Enabled,
            Inputs = [Port("data", "dataset")],
            Outputs = [Port("data", "dataset")],
        },
        new ComponentDetail
        {
            Code = "logistic-regression",
            Version = "1.0.0",
            Name = "logistic regression",
            Category = "modelling",
            Developer = "Interconn.Sdk.Testing",
            Engine = "fate",
            Status = ComponentStatus.Enabled,
            Inputs = [Port("train_data", "dataset")],
            Outputs = [Port("model", "model"), Port("metrics", "report")],
        },
    ];

    private static ColumnMeta Column(string name, string dataType, ColumnDistribution distribution) => new()
    {
        Name = name,
        DataType = dataType,
        Distribution = distribution,
    };

    private static JsonObject Port(string name, string type) => new() { ["name"] = name, ["type"] = type };
}
