using System.Text.Json.Nodes;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>Sections 7 and 8: flows and jobs, which share the DAG and the configuration.</summary>
internal static class FlowAndJobSamples
{
    private static readonly Dag SampleDag = new()
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
            new DagComponent
            {
                Name = "psi-1",
                ComponentName = "PSI",
                Provider = "webank",
                Version = "1.0.0",
                Input = [new DagPort { Key = "reader.data", Type = "dataset" }],
                Output = [new DagPort { Key = "求交", Type = "dataset" }],
            },
        ],
    };

    private static readonly JobConfig SampleConfig = new()
    {
        Version = "1.0",
        Initiator = new JobConfigInitiator { Role = "guest", NodeId = "JG0100001100000000" },
        Role = new JobConfigRoles { Guest = ["JG0100001100000000"], Host = ["LX0000010000280"] },
        JobParams = new JobConfigParams { Common = new JsonObject { ["task_parallelism"] = 2 } },
        TaskParams = new JobConfigParams
        {
            Common = new JsonObject { ["psi-1"] = new JsonObject { ["算法"] = "ecdh" } },
            Host = new Dictionary<string, JsonObject> { ["0"] = new() { ["reader"] = new JsonObject { ["table"] = "客户" } } },
        },
    };

    public static readonly EndpointSample[] All =
    [
        EndpointSample.Post(
            "7.1",
            "/v1/interconn/flow/audit/apply",
            new FlowAuditApplication
            {
                AuditId = "a-71",
                FlowId = "f-1",
                Name = "求交流程",
                Description = "两方",
                ProjectId = "p-1",
                Dag = SampleDag,
                Config = SampleConfig,
            },
            static (client, request) => client.Flows.ApplyAuditAsync(request)),
        EndpointSample.Post(
            "7.2",
            "/v1/interconn/flow/audit/confirm",
            AuditSamples.Approval("a-72", ResourceType.Flow, "f-1"),
            static (client, request) => client.Flows.ConfirmAuditAsync(request)),
        EndpointSample.Post(
            "7.3",
            "/v1/interconn/flow/audit/terminate",
            new AuditTermination { AuditId = "a-73" },
            static (client, request) => client.Flows.TerminateAuditAsync(request)),
        EndpointSample.Get(
            "7.4",
            "/v1/interconn/flow/audit/query?audit_id=a-74",
            new AuditQuery { AuditId = "a-74" },
            static (client, request) => client.Flows.QueryAuditAsync(request),
            new AuditState { Status = ApprovalStatus.Terminated }),
        EndpointSample.Post(
            "8.1",
            "/v1/interconn/job/audit/apply",
            new JobAuditApplication
            {
                AuditId = "a-81",
                JobId = "j-1",
                FlowId = "f-1",
                Name = "求交作业",
                ProjectId = "p-1",
                Dag = SampleDag,
                Conf = SampleConfig,
            },
            static (client, request) => client.Jobs.ApplyAuditAsync(request)),
        EndpointSample.Post(
            "8.2",
            "/v1/interconn/job/audit/confirm",
            AuditSamples.Approval("a-82", ResourceType.Job, "j-1"),
            static (client, request) => client.Jobs.ConfirmAuditAsync(request)),
        EndpointSample.Post(
            "8.3",
            "/v1/interconn/job/audit/terminate",
            new AuditTermination { AuditId = "a-83" },
            static (client, request) => client.Jobs.TerminateAuditAsync(request)),
    ];
}
