using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>Applications for each kind of resource, between the nodes of <see cref="TestNode"/>.</summary>
internal static class AuditSamples
{
    public const string DatasetId = "d-1";
    public const string ProjectId = "p-1";

    public static readonly AuditResource[] Resources = Enum.GetValues<AuditResource>();

    /// <summary>All but jobs, for which the standard has none.</summary>
    public static readonly AuditResource[] ResourcesWithQuery = [.. Resources.Where(resource => resource != AuditResource.Job)];

    public static readonly Dag Dag = new()
    {
        Version = "1.0",
        Components =
        [
            new DagComponent
            {
                Name = "reader",
                ComponentName = "Reader",
                Provider = "webank",
                Version = "1.0.0",
                Input = [],
                Output = [new DagPort { Key = "data", Type = "dataset" }],
            },
        ],
    };

    /// <summary>A DAG with a component that takes what nobody makes.</summary>
    public static readonly Dag BrokenDag = Dag with
    {
        Components = [Dag.Components[0] with { Input = [new DagPort { Key = "nobody.data", Type = "dataset" }] }],
    };

    public static readonly JobConfig Config = new()
    {
        Version = "1.0",
        Initiator = new JobConfigInitiator { Role = "guest", NodeId = TestNode.CallerId },
        Role = new JobConfigRoles { Guest = [TestNode.CallerId], Host = [TestNode.HolderId] },
        JobParams = new JobConfigParams(),
        TaskParams = new JobConfigParams(),
    };

    public static DatasetAuditApplication Dataset(string auditId, string datasetId = DatasetId, string contractId = TestNode.ContractId) =>
        new() { AuditId = auditId, ContractId = contractId, DatasetId = datasetId };

    public static ProjectAuditApplication Project(string auditId, string projectId = ProjectId, string contractId = TestNode.ContractId) =>
        new() { AuditId = auditId, ContractId = contractId, ProjectId = projectId, Name = "joint risk control" };

    public static FlowAuditApplication Flow(string auditId, string? projectId = ProjectId) =>
        new() { AuditId = auditId, FlowId = "f-1", Name = "intersection", ProjectId = projectId, Dag = Dag };

    public static JobAuditApplication Job(string auditId, string projectId = ProjectId) =>
        new() { AuditId = auditId, JobId = "j-1", FlowId = "f-1", Name = "intersection of today", ProjectId = projectId, Dag = Dag, Conf = Config };

    public static ModelAuditApplication Model(string auditId, string projectId = ProjectId) =>
        new() { AuditId = auditId, ModelId = "m-1", ApplyProjectId = projectId };

    /// <summary>The id of the resource in the application of a kind.</summary>
    public static string IdOf(AuditResource resource) => resource switch
    {
        AuditResource.Dataset => DatasetId,
        AuditResource.Project => ProjectId,
        AuditResource.Flow => "f-1",
        AuditResource.Job => "j-1",
        _ => "m-1",
    };

    /// <summary>A permit as a partner could issue it to the node that the tests send to.</summary>
    public static ResourcePermit Permit(string token = "t.o.k", string resourceId = DatasetId, ResourceType? type = null, int level = 1) => new()
    {
        Token = token,
        ResourceLevel = level,
        ResourceType = type ?? ResourceType.Dataset,
        ResourceId = resourceId,
        ResourceNodeId = TestNode.CallerId,
        ResourceInstId = "JG01",
        RequestNodeId = TestNode.HolderId,
        RequestInstId = "LX01",
    };

    public static CatalogDataset CatalogEntry(string datasetId, bool isPublic = true) => new(
        new DatasetDetail
        {
            DatasetId = datasetId,
            Name = "dataset " + datasetId,
            Owner = "LX01",
            Description = "loans",
            Category = "credit",
            Count = 7,
            ColumnMetas = [new ColumnMeta { Name = "id", DataType = "string", Distribution = ColumnDistribution.Discrete }],
            LabelColumns = "y",
        },
        isPublic,
        JoinColumns: "id");
}
