using Interconn.Sdk.Audits;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>Section 3: nodes and contracts.</summary>
internal static class NodeSamples
{
    private static readonly DateTimeOffset End = DateTimeOffset.FromUnixTimeMilliseconds(1798761600000);

    public static IEnumerable<EndpointSample> All(ISigningKey key)
    {
        yield return EndpointSample.Post(
            "3.1",
            "/v1/interconn/node/contract/apply",
            new ContractApplication
            {
                NodeId = "JG0100001100000000",
                Name = "甲方节点",
                Address = "https://jg.example.com/base",
                Description = "联合建模 <&> \"测试\" 节点",
                InstId = "JG01",
                Institution = "甲银行",
                System = "avatar",
                SystemVersion = "3.0.0",
                AuthType = key.AuthType,
                AuthCredential = key.AuthCredential,
                ExpiredTime = End,
            },
            static (client, request) => client.Nodes.ApplyContractAsync(request),
            new ContractReceipt { ContractId = "c-0f3a9b" })
            .WithCredential(key);

        yield return EndpointSample.Post(
            "3.2",
            "/v1/interconn/node/contract/confirm",
            new ContractConfirmation
            {
                ContractId = "c-02",
                Status = ApprovalDecision.Approved,
                AuthType = key.AuthType,
                AuthCredential = key.AuthCredential,
                ExpiredTime = End,
            },
            static (client, request) => client.Nodes.ConfirmContractAsync(request))
            .WithCredential(key);

        yield return EndpointSample.Post(
            "3.3",
            "/v1/interconn/node/contract/terminate",
            new ContractTermination { ContractId = "c-01" },
            static (client, request) => client.Nodes.TerminateContractAsync(request));

        yield return EndpointSample.Post(
            "3.4",
            "/v1/interconn/node/update",
            new NodeUpdate
            {
                ContractId = "c-01",
                Name = "甲方节点",
                Address = "https://jg.example.com",
                InstId = "JG01",
                Institution = "甲银行",
                System = "avatar",
                SystemVersion = "3.0.1",
                AuthType = key.AuthType,
                AuthCredential = key.AuthCredential,
            },
            static (client, request) => client.Nodes.UpdateNodeAsync(request))
            .WithCredential(key);

        yield return EndpointSample.Get(
            "3.5",
            "/v1/interconn/node/contract/query?contract_id=c-01",
            new ContractQuery { ContractId = "c-01" },
            static (client, request) => client.Nodes.QueryContractAsync(request),
            new ContractState { Status = ApprovalStatus.Approved });

        yield return EndpointSample.Get(
            "3.6",
            "/v1/interconn/node/query?node_id=LX0000010000280",
            new NodeQuery { NodeId = "LX0000010000280" },
            static (client, request) => client.Nodes.QueryNodeAsync(request),
            new NodeInfo
            {
                NodeId = "LX0000010000280",
                Name = "银联节点",
                Address = "https://lx.example.com",
                Description = "第一节点",
                InstId = "LX01",
                Institution = "银联",
                System = "fate",
                SystemVersion = "2.1.0",
            });

        yield return EndpointSample.Get(
            "3.7",
            "/v1/interconn/node/health",
            NoData.Instance,
            static (client, _) => client.Nodes.CheckHealthAsync(),
            new NodeHealth { Status = "ok" });
    }
}
