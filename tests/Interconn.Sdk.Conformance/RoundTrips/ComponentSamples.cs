using System.Text.Json.Nodes;
using Interconn.Sdk.Components;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>Section 6: components.</summary>
internal static class ComponentSamples
{
    public static readonly EndpointSample[] All =
    [
        EndpointSample.Get(
            "6.1",
            "/v1/interconn/component/list?contract_id=c-01&category=%E7%89%B9%E5%BE%81%E5%B7%A5%E7%A8%8B&developer=webank&page_num=1&page_size=20",
            new ComponentListQuery { ContractId = "c-01", Category = "特征工程", Developer = "webank", PageNum = 1, PageSize = 20 },
            static (client, request) => client.Components.ListAsync(request),
            new Page<ComponentSummary>
            {
                Records =
                [
                    new ComponentSummary { Code = "psi", Version = "1.0.0", Category = "特征工程", Developer = "webank" },
                    new ComponentSummary { Code = "lr", Version = "2.0.0" },
                ],
                Total = 2,
            }),
        EndpointSample.Get(
            "6.2",
            "/v1/interconn/component/query?contract_id=c-01&code=psi&version=1.0.0",
            new ComponentQuery { ContractId = "c-01", Code = "psi", Version = "1.0.0" },
            static (client, request) => client.Components.QueryAsync(request),
            new ComponentDetail
            {
                Code = "psi",
                Version = "1.0.0",
                Name = "隐私求交",
                Description = "双方",
                Category = "安全求交",
                Developer = "webank",
                Engine = "AVATAR",
                Status = ComponentStatus.Enabled,
                Inputs = [new JsonObject { ["name"] = "data", ["optional"] = "true", ["data-format"] = new JsonArray("csv"), ["defaultValue"] = null }],
                Outputs = [new JsonObject { ["name"] = "结果" }],
                Extension = new JsonObject { ["max-rows"] = 1000 },
            }),
    ];
}
