using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>The partner that a node under test applies to: it answers 3.1 with ids, and 3.5 with a status.</summary>
internal sealed class PartnerStub : IAsyncDisposable
{
    private readonly ScriptedPartner partner;

    public PartnerStub() => partner = ScriptedPartner.Start(Answer);

    public Uri Address => partner.Address;

    public IReadOnlyList<ReceivedRequest> Requests => partner.Requests;

    /// <summary>The id that the next application is answered with.</summary>
    public string ContractId { get; set; } = "contract-of-the-partner";

    /// <summary>What 3.5 is answered with; null answers 50301.</summary>
    public string? Status { get; set; } = "APPLIED";

    /// <summary>The institution that 3.6 is answered with; null answers 50301.</summary>
    public string? InstId { get; set; }

    /// <summary>The requests to an endpoint.</summary>
    public IReadOnlyList<ReceivedRequest> RequestsTo(InterconnEndpoint endpoint) => [.. Requests.Where(request => request.Target.Split('?')[0] == endpoint.Path)];

    public ValueTask DisposeAsync() => partner.DisposeAsync();

    private byte[] Answer(ReceivedRequest request)
    {
        string path = request.Target.Split('?')[0];
        if (path == InterconnEndpoints.ApplyContract.Path)
        {
            return ScriptedAnswer.Json($$"""{"code":0,"msg":"ok","data":{"contract_id":"{{ContractId}}"} }""");
        }

        if (path == InterconnEndpoints.QueryNode.Path && InstId is not null)
        {
            return ScriptedAnswer.Json($$"""
                {"code":0,"msg":"ok","data":{"node_id":"somebody else","name":"partner","address":"https://elsewhere.example.com",
                "inst_id":"{{InstId}}","institution":"of the partner","system":"test","system_version":"1"} }
                """);
        }

        return path == InterconnEndpoints.QueryContract.Path && Status is not null
            ? ScriptedAnswer.Json($$"""{"code":0,"msg":"ok","data":{"status":"{{Status}}"} }""")
            : ScriptedAnswer.Failure(InterconnCodes.Unavailable);
    }
}
