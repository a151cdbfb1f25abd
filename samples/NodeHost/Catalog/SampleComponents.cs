using System.Text.Json.Nodes;
using Interconn.Sdk.Components;

namespace NodeHost.Catalog;

/// <summary>The components of the sample's platform: the intersection of two sets of ids, and a logistic regression over it.</summary>
internal static class SampleComponents
{
    public static IReadOnlyList<ComponentDetail> All { get; } =
    [
        new()
        {
            Code = "psi",
            Version = "1.0.0",
            Name = "Private set intersection",
            Description = "Finds the ids that both sides hold, and shows neither the others.",
            Category = "preprocessing",
            Developer = "sample",
            Engine = "mpc",
            Status = ComponentStatus.Enabled,
            Inputs =
            [
                Port("guest_data", "Data of the guest", "dataset", "id_md5"),
                Port("host_data", "Data of the host", "dataset", "id_md5"),
            ],
            Outputs = [Port("intersection", "The ids in common", "dataset", "id_md5")],
        },
        new()
        {
            Code = "hetero_lr",
            Version = "1.2.0",
            Name = "Logistic regression",
            Description = "Trains a model over columns that lie with both sides.",
            Category = "training",
            Developer = "sample",
            Engine = "federated",
            Status = ComponentStatus.Enabled,
            Inputs = [Port("train_data", "The aligned data", "dataset", "x", "y")],
            Outputs = [Port("model", "The trained model", "model")],
            Extension = new JsonObject { ["max-iterations"] = 100 },
        },
    ];

    private static JsonObject Port(string name, string title, string type, params string[] formats) => new()
    {
        ["name"] = name,
        ["title"] = title,
        ["type"] = type,
        ["optional"] = "false",
        ["dataFormat"] = new JsonArray([.. formats.Select(format => (JsonNode?)JsonValue.Create(format))]),
    };
}
