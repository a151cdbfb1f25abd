using System.Net.Http.Json;
using System.Text.Json;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using TwoNodes;

// Two platforms, each with its key. They know each other's public key and their contract from configuration.
const string contractId = "c-7f3a1d5e9b2c4860";
using SigningKey bankKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
using SigningKey telecomKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Rsa);
NodeInfo bankInfo = Describe("JG0100001100000000", "JG01", "Bank A", "Bank");
NodeInfo telecomInfo = Describe("LX0000010000280", "LX01", "Telecom B", "Telecom");

await using PlayedNode telecom = await PlayedNode.StartAsync(
    telecomInfo, telecomKey, bankInfo.NodeId, bankKey.PublicKey.ToPem(), contractId, partnerAddress: null);
await using PlayedNode bank = await PlayedNode.StartAsync(
    bankInfo, bankKey, telecomInfo.NodeId, telecomKey.PublicKey.ToPem(), contractId, telecom.Address);
Console.WriteLine($"{bankInfo.Name} {bankInfo.NodeId} at {bank.Address}, {telecomInfo.Name} {telecomInfo.NodeId} at {telecom.Address}");

InterconnClient toTelecom = bank.Clients.Create(telecomInfo.NodeId);
InterconnClient toBank = telecom.Clients.Create(bankInfo.NodeId, bank.Address);
var play = new Play();

await play.StepAsync(bank, telecom, "3.6", async () =>
{
    NodeInfo node = await toTelecom.Nodes.QueryNodeAsync(new NodeQuery { NodeId = telecomInfo.NodeId });
    return $"{node.Institution}, {node.System} {node.SystemVersion}";
});
await play.StepAsync(telecom, bank, "3.6", async () =>
    (await toBank.Nodes.QueryNodeAsync(new NodeQuery { NodeId = bankInfo.NodeId })).Institution);
await play.StepAsync(bank, telecom, "3.7", async () => (await toTelecom.Nodes.CheckHealthAsync()).Status);
await play.StepAsync(telecom, bank, "3.7", async () => (await toBank.Nodes.CheckHealthAsync()).Status);
await play.StepAsync(bank, telecom, "4.1", async () =>
{
    var names = new List<string>();
    await foreach (DatasetSummary dataset in toTelecom.Datasets.ListAllAsync(contractId, pageSize: 2))
    {
        names.Add($"{dataset.DatasetId} {dataset.Name}");
    }

    return $"{names.Count} in pages of 2: {string.Join(", ", names)}";
});
await play.StepAsync(bank, telecom, "4.2", async () =>
{
    DatasetDetail dataset = await toTelecom.Datasets.QueryAsync(new DatasetQuery { ContractId = contractId, DatasetId = "d-01" });
    return $"{dataset.Name}, {dataset.Count} rows, columns {string.Join(", ", dataset.ColumnMetas.Select(column => column.Name))}";
});

// On its way the last call could be changed, or sent once more. Neither is served.
using var wire = new HttpClient();
await play.StepAsync(bank, telecom, "4.2 tampered on the way: d-01 became d-03", InterconnCodes.NotAuthenticated, () =>
    SendAsync(bank.Recorder.Copy(target => target.Replace("d-01", "d-03", StringComparison.Ordinal))));
await play.StepAsync(bank, telecom, "4.2 replayed, byte for byte", InterconnCodes.Replay, () => SendAsync(bank.Recorder.Copy()));

// The telecom grants the bank three uses of a dataset; the permit is handed over here, in the process.
ResourcePermit permit = await telecom.Permits.IssueAsync(
    new PermitGrant
    {
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        UserNodeId = bankInfo.NodeId,
        UserInstId = bankInfo.InstId,
        TimesLimit = 3,
    },
    CancellationToken.None);
InterconnClient permitted = toTelecom.With(new InterconnCallOptions { Permits = [permit] });
await play.StepAsync(bank, telecom, "POST /data/d-01/read without a permit", InterconnCodes.PermitInvalid, () => ReadAsync(toTelecom));
for (int use = 1; use <= 3; use++)
{
    await play.StepAsync(bank, telecom, $"POST /data/d-01/read, use {use} of 3", null, () => ReadAsync(permitted));
}

await play.StepAsync(bank, telecom, "POST /data/d-01/read, one use too many", InterconnCodes.PermitUsedUp, () => ReadAsync(permitted));

Console.WriteLine(play.EndedWell ? "Every step ended as it should." : "At least one step did not end as it should.");
return play.EndedWell ? 0 : 1;

async Task<string> ReadAsync(InterconnClient client)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, "/data/d-01/read")
    {
        Content = JsonContent.Create(new { column = "age" }),
    };
    using HttpResponseMessage answer = await client.SendAsync(request);
    return await ReadAnswerAsync(answer);
}

async Task<string> SendAsync(HttpRequestMessage request)
{
    using (request)
    {
        using HttpResponseMessage answer = await wire.SendAsync(request);
        return await ReadAnswerAsync(answer);
    }
}

// A host's own route answers as it likes; what the guard refuses has the envelope of the protocol.
static async Task<string> ReadAnswerAsync(HttpResponseMessage answer)
{
    string text = await answer.Content.ReadAsStringAsync();
    if (answer.IsSuccessStatusCode)
    {
        return text;
    }

    using JsonDocument envelope = JsonDocument.Parse(text);
    string msg = envelope.RootElement.GetProperty("msg").GetString()!;
    throw new InterconnException(envelope.RootElement.GetProperty("code").GetInt32(), msg) { Msg = msg };
}

static NodeInfo Describe(string nodeId, string instId, string name, string institution) => new()
{
    NodeId = nodeId,
    InstId = instId,
    Name = name,
    Institution = institution,
    System = "sample",
    SystemVersion = "1.0.0",
    Address = "http://127.0.0.1",
};
