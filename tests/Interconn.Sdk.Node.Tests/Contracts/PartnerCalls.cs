using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>The calls of chapter 3 that a partner makes to a node under test, over a bare socket.</summary>
internal sealed class PartnerCalls(TestNode node, string nodeId, ISigningKey key, TimeProvider? clock = null)
{
    public string NodeId => nodeId;

    public Task<WireAnswer> ApplyAsync(bool isSigned = true, Action<JsonObject>? change = null)
    {
        JsonObject body = Application(nodeId, key);
        change?.Invoke(body);
        return PostAsync(InterconnEndpoints.ApplyContract, body, isSigned);
    }

    /// <summary>Applies, and gives the id that the answer names.</summary>
    public async Task<string> ApplyForIdAsync(bool isSigned = true, Action<JsonObject>? change = null)
    {
        WireAnswer answer = await ApplyAsync(isSigned, change);
        Assert.That(answer.Verdict, Is.EqualTo("200/0"), answer.Body);
        return answer.Envelope!.Value.GetProperty("data").GetProperty("contract_id").GetString()!;
    }

    public Task<WireAnswer> ApproveAsync(string contractId, DateTimeOffset expiresAt, bool isSigned = true, ISigningKey? offered = null) => PostAsync(
        InterconnEndpoints.ConfirmContract,
        new JsonObject
        {
            ["contract_id"] = contractId,
            ["status"] = "APPROVED",
            ["auth_type"] = (offered ?? key).AuthType,
            ["auth_credential"] = (offered ?? key).AuthCredential,
            ["expired_time"] = expiresAt.ToUnixTimeMilliseconds(),
        },
        isSigned);

    public Task<WireAnswer> RejectAsync(string contractId) => PostAsync(
        InterconnEndpoints.ConfirmContract, new JsonObject { ["contract_id"] = contractId, ["status"] = "REJECTED" }, isSigned: false);

    public Task<WireAnswer> TerminateAsync(string contractId) =>
        PostAsync(InterconnEndpoints.TerminateContract, new JsonObject { ["contract_id"] = contractId }, isSigned: true);

    public Task<WireAnswer> QueryAsync(string contractId) => GetAsync(InterconnEndpoints.QueryContract.Path + "?contract_id=" + contractId);

    /// <summary>What 3.5 answers as the status of a contract.</summary>
    public async Task<string?> StatusAsync(string contractId)
    {
        WireAnswer answer = await QueryAsync(contractId);
        return answer.Code == InterconnCodes.Ok ? answer.Envelope!.Value.GetProperty("data").GetProperty("status").GetString() : answer.Verdict;
    }

    public Task<WireAnswer> GetAsync(string target) => SendAsync(RequestDraft.Get(target, clock?.GetUtcNow(), key), isSigned: true);

    public static JsonObject Application(string nodeId, ISigningKey key) => new()
    {
        ["node_id"] = nodeId,
        ["name"] = "node " + nodeId,
        ["address"] = "http://127.0.0.1:5999",
        ["inst_id"] = "INST-" + nodeId,
        ["institution"] = "institution of " + nodeId,
        ["system"] = "fate",
        ["system_version"] = "2.0",
        ["auth_type"] = key.AuthType,
        ["auth_credential"] = key.AuthCredential,
    };

    private Task<WireAnswer> PostAsync(InterconnEndpoint endpoint, JsonObject body, bool isSigned) =>
        SendAsync(RequestDraft.Post(endpoint.Path, body.ToJsonString(), clock?.GetUtcNow(), key), isSigned);

    private Task<WireAnswer> SendAsync(RequestDraft draft, bool isSigned)
    {
        draft["x-source-node-id"] = nodeId;
        draft.Sign(key);
        if (!isSigned)
        {
            draft["x-auth-sign"] = null;
        }

        return Wire.SendAsync(node, draft);
    }
}
