using Interconn.Sdk.Audits;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>Section 5: projects and their audits.</summary>
internal static class ProjectSamples
{
    public static readonly EndpointSample[] All =
    [
        EndpointSample.Post(
            "5.1",
            "/v1/interconn/project/audit/apply",
            new ProjectAuditApplication
            {
                AuditId = "a-51",
                ContractId = "c-01",
                ProjectId = "p-1",
                Name = "联合风控",
                Type = ProjectType.HeteroFl,
                Datasets =
                [
                    new ProjectDataset { DatasetId = "d-01", Name = "信贷样本", Owner = "JG01", Description = "样本", Category = "credit", Count = 0 },
                ],
            },
            static (client, request) => client.Projects.ApplyAuditAsync(request)),
        EndpointSample.Post(
            "5.2",
            "/v1/interconn/project/audit/confirm",
            AuditSamples.Approval("a-52", ResourceType.Project, "p-1"),
            static (client, request) => client.Projects.ConfirmAuditAsync(request)),
        EndpointSample.Post(
            "5.3",
            "/v1/interconn/project/audit/terminate",
            new AuditTermination { AuditId = "a-53" },
            static (client, request) => client.Projects.TerminateAuditAsync(request)),
        EndpointSample.Get(
            "5.4",
            "/v1/interconn/project/audit/query?audit_id=a-54",
            new AuditQuery { AuditId = "a-54" },
            static (client, request) => client.Projects.QueryAuditAsync(request),
            new AuditState { Status = ApprovalStatus.Rejected }),
        EndpointSample.Get(
            "5.5",
            "/v1/interconn/project/list?contract_id=c-01&page_num=1&page_size=-1",
            new ProjectListQuery { ContractId = "c-01", PageNum = 1, PageSize = -1 },
            static (client, request) => client.Projects.ListAsync(request),
            new Page<ProjectSummary>
            {
                Records =
                [
                    new ProjectSummary { ProjectId = "p-1", Name = "联合风控", Description = "一期", Type = ProjectType.Psi },
                    new ProjectSummary { ProjectId = "p-2", Name = "P2" },
                ],
                Total = 2,
            }),
        EndpointSample.Get(
            "5.6",
            "/v1/interconn/project/query?contract_id=c-01&project_id=p-1",
            new ProjectQuery { ContractId = "c-01", ProjectId = "p-1" },
            static (client, request) => client.Projects.QueryAsync(request),
            new ProjectDetail
            {
                ProjectId = "p-1",
                Name = "联合风控",
                Type = ProjectType.Mpc,
                Nodes =
                [
                    new NodeInfo
                    {
                        NodeId = "JG0100001100000000",
                        Name = "甲方节点",
                        Address = "https://jg.example.com",
                        InstId = "JG01",
                        Institution = "甲银行",
                        System = "avatar",
                        SystemVersion = "3.0.0",
                    },
                ],
                Datasets = new Dictionary<string, IReadOnlyList<string>> { ["JG0100001100000000"] = ["d-01", "d-02"], ["LX0000010000280"] = [] },
            }),
    ];
}
