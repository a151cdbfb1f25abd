using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>Section 4: datasets and their audits.</summary>
internal static class DatasetSamples
{
    public static readonly EndpointSample[] All =
    [
        EndpointSample.Get(
            "4.1",
            "/v1/interconn/dataset/pub/list?contract_id=c-01&page_num=2&page_size=10",
            new DatasetListQuery { ContractId = "c-01", PageNum = 2, PageSize = 10 },
            static (client, request) => client.Datasets.ListAsync(request),
            new Page<DatasetSummary>
            {
                Records =
                [
                    new DatasetSummary
                    {
                        DatasetId = "d-01",
                        Name = "信贷样本",
                        Owner = "LX01",
                        Description = "2025 年度",
                        Category = "credit",
                        Count = 120000,
                        JoinColumns = "id_no",
                        ColumnMetas =
                            [new ColumnMeta { Name = "age", DataType = "int", Description = "年龄", Distribution = ColumnDistribution.Continuous }],
                    },
                    new DatasetSummary { DatasetId = "d-02", Name = "黑名单", Owner = "LX01" },
                ],
                Total = 12,
            }),
        EndpointSample.Get(
            "4.2",
            "/v1/interconn/dataset/pub/query?contract_id=c-01&dataset_id=d-01%2F%E7%94%B2%20%2B%26",
            new DatasetQuery { ContractId = "c-01", DatasetId = "d-01/甲 +&" },
            static (client, request) => client.Datasets.QueryAsync(request),
            new DatasetDetail
            {
                DatasetId = "d-01/甲 +&",
                Name = "信贷样本",
                Owner = "LX01",
                Category = "credit",
                Count = 120000,
                ColumnMetas = [new ColumnMeta { Name = "label", DataType = "int", Distribution = ColumnDistribution.Discrete }],
                LabelColumns = "label",
            }),
        EndpointSample.Post(
            "4.3",
            "/v1/interconn/dataset/audit/apply",
            new DatasetAuditApplication
            {
                AuditId = "a-43",
                ContractId = "c-01",
                DatasetId = "d-01",
                AuthScope = new Dictionary<string, IReadOnlyList<string>> { ["PROJECT"] = ["p-1", "项目二"], ["NODE"] = ["JG0100001100000000"] },
                TimeLimit = DateTimeOffset.FromUnixTimeMilliseconds(1798761600000),
                TimesLimit = 3,
            },
            static (client, request) => client.Datasets.ApplyAuditAsync(request)),
        EndpointSample.Post(
            "4.4",
            "/v1/interconn/dataset/audit/confirm",
            AuditSamples.Approval("a-44", ResourceType.Dataset, "d-01"),
            static (client, request) => client.Datasets.ConfirmAuditAsync(request)),
        EndpointSample.Post(
            "4.5",
            "/v1/interconn/dataset/audit/terminate",
            new AuditTermination { AuditId = "a-45" },
            static (client, request) => client.Datasets.TerminateAuditAsync(request)),
        EndpointSample.Get(
            "4.6",
            "/v1/interconn/dataset/audit/query?audit_id=a-46",
            new AuditQuery { AuditId = "a-46" },
            static (client, request) => client.Datasets.QueryAuditAsync(request),
            new AuditState { Status = ApprovalStatus.Applied }),
    ];
}
