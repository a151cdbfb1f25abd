using System.Text.Json.Nodes;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;

namespace TwoNodes;

/// <summary>What the two compute together: the intersection of their customers, and a regression over it.</summary>
internal static class Plans
{
    public static Dag Dag { get; } = new()
    {
        Version = "1.0.0",
        Components =
        [
            new DagComponent
            {
                Name = "intersect",
                ComponentName = "psi",
                Provider = "sample",
                Version = "1.0.0",
                Input = [],
                Output = [new DagPort { Key = "ids", Type = "dataset" }],
            },
            new DagComponent
            {
                Name = "train",
                ComponentName = "hetero_lr",
                Provider = "sample",
                Version = "1.0.0",
                Input = [new DagPort { Key = "intersect.ids", Type = "dataset" }],
                Output = [new DagPort { Key = "model", Type = "model" }],
            },
        ],
    };

    public static JobConfig Config(string guest, string host) => new()
    {
        Version = "1.0.0",
        Initiator = new JobConfigInitiator { Role = "guest", NodeId = guest },
        Role = new JobConfigRoles { Guest = [guest], Host = [host] },
        TaskParams = new JobConfigParams
        {
            Common = new JsonObject { ["train"] = new JsonObject { ["epochs"] = 10 } },
            Host = new Dictionary<string, JsonObject> { ["0"] = new() { ["intersect"] = new JsonObject { ["dataset_id"] = "d-01" } } },
        },
    };
}
