using System.Net.Http.Json;
using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using TwoNodes;

// Two platforms that have never met. All they know of each other is an address, a node id and the fingerprint that was read out over the telephone.
NodeIdentity bankIs = Describe("JG0100001100000000", "JG01", "Bank", "Bank A");
NodeIdentity telecomIs = Describe("LX0000010000280", "LX01", "Telecom", "Telecom B");
await using PlayedNode telecom = await PlayedNode.StartAsync(
    telecomIs, SigningKey.Generate(SignatureAlgorithmIds.Sha256Rsa), Catalogs.Telecom, Catalogs.Components, []);
await using PlayedNode bank = await PlayedNode.StartAsync(
    bankIs, SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa), [], Catalogs.Components, [Catalogs.Project(bankIs, telecomIs)]);
Console.WriteLine($"{bankIs.Name} {bankIs.NodeId} at {bank.Address}, {telecomIs.Name} {telecomIs.NodeId} at {telecom.Address}");

InterconnClient toTelecom = bank.ClientOf(telecom);
InterconnClient toBank = telecom.ClientOf(bank);
var play = new Play();
string contractId = "";

Play.Chapter("They meet");
await play.StepAsync(bank, telecom, "3.6", async () =>
{
    InterconnClient stranger = bank.ClientAt(telecom);
    NodeInfo node = await stranger.Nodes.QueryNodeAsync(new NodeQuery { NodeId = telecomIs.NodeId });
    return $"{node.Name}, {node.System} {node.SystemVersion}";
});
await play.StepAsync(bank, telecom, "3.1", async () =>
{
    ContractRecord contract = await bank.Node.Contracts.ApplyAsync(telecom.Address, telecomIs.NodeId, expectedKey: telecom.Key.PublicKey.Fingerprint);
    contractId = contract.ContractId;
    return $"contract {contractId}: {contract.Status}";
});
await play.StepAsync(telecom, bank, "3.2", async () =>
{
    ContractRecord contract = await bank.Node.Contracts.WaitForDecisionAsync(telecomIs.NodeId, contractId);
    await telecom.Node.Outbox.WaitUntilEmptyAsync();
    return $"{contract.Status}, with the key that was expected, until {contract.ExpiresAt:yyyy-MM-dd}";
});
await play.StepAsync(bank, telecom, "3.5", async () =>
    (await toTelecom.Nodes.QueryContractAsync(new ContractQuery { ContractId = contractId })).Status.ToString());
await play.StepAsync(bank, telecom, "3.7", async () => (await toTelecom.Nodes.CheckHealthAsync()).Status);
await play.StepAsync(telecom, bank, "3.7", async () => (await toBank.Nodes.CheckHealthAsync()).Status);

Play.Chapter("A dataset is found, applied for and used");
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
using HttpRequestMessage changed = bank.Recorder.Copy(target => target.Replace("d-01", "d-03", StringComparison.Ordinal));
using HttpRequestMessage repeated = bank.Recorder.Copy();
await play.StepAsync(bank, telecom, "4.2 tampered on the way: d-01 became d-03", InterconnCodes.NotAuthenticated, () => SendAsync(changed));
await play.StepAsync(bank, telecom, "4.2 replayed, byte for byte", InterconnCodes.Replay, () => SendAsync(repeated));
await play.StepAsync(bank, telecom, "POST /data/d-01/read without a permit", InterconnCodes.PermitInvalid, () => ReadAsync(toTelecom));

var datasetAudit = new AuditKey(AuditResource.Dataset, telecomIs.NodeId, "audit-01");
await play.StepAsync(bank, telecom, "4.3", async () =>
{
    AuditRecord audit = await bank.Node.Audits.ApplyForDatasetAsync(telecomIs.NodeId, new DatasetAuditApplication
    {
        AuditId = datasetAudit.AuditId,
        ContractId = contractId,
        DatasetId = "d-01",
        TimesLimit = 3,
        AuthScope = new Dictionary<string, IReadOnlyList<string>> { ["PROJECT"] = ["p-01"] },
    });
    return $"{audit.AuditId} for three uses in project p-01: {audit.Status}";
});
await play.StepAsync(telecom, bank, "4.4", async () =>
{
    AuditRecord audit = await bank.Node.Audits.WaitForDecisionAsync(datasetAudit);
    return $"{audit.Status}, permit: {audit.ReceivedPermit}";
});
await play.StepAsync(bank, telecom, "4.6", async () =>
    (await toTelecom.Datasets.QueryAuditAsync(new AuditQuery { AuditId = datasetAudit.AuditId })).Status.ToString());
for (int use = 1; use <= 3; use++)
{
    await play.StepAsync(bank, telecom, $"POST /data/d-01/read, use {use} of 3", null, UsePermitAsync);
}

await play.StepAsync(bank, telecom, "POST /data/d-01/read, one use too many", InterconnCodes.PermitUsedUp, UsePermitAsync);
await play.StepAsync(bank, telecom, "4.3 and 4.4 for the risk list", null, async () =>
{
    AuditRecord audit = await bank.Node.Audits.ApplyForDatasetAsync(telecomIs.NodeId, new DatasetAuditApplication
    {
        AuditId = "audit-02",
        ContractId = contractId,
        DatasetId = HousePolicy.NeverLent,
    });
    return Expect(ApprovalStatus.Rejected, await bank.Node.Audits.WaitForDecisionAsync(audit.Key));
});

Play.Chapter("A project, a flow, a job and a model");
await play.StepAsync(bank, telecom, "5.1 and 5.2", null, () => AgreeAsync(() => bank.Node.Audits.ApplyForProjectAsync(telecomIs.NodeId, new ProjectAuditApplication
{
    AuditId = "audit-03",
    ContractId = contractId,
    ProjectId = "p-01",
    Name = "联合风控",
    Type = ProjectType.HeteroFl,
    Datasets = [new ProjectDataset { DatasetId = "d-01", Name = "客户基本信息", Owner = "LX01" }],
})));
await play.StepAsync(telecom, bank, "5.5", async () =>
{
    Page<ProjectSummary> projects = await toBank.Projects.ListAsync(new ProjectListQuery { ContractId = contractId });
    return $"{projects.Total}: {projects.Records[0].Name}";
});
await play.StepAsync(telecom, bank, "5.6", async () =>
{
    ProjectDetail project = await toBank.Projects.QueryAsync(new ProjectQuery { ContractId = contractId, ProjectId = "p-01" });
    return $"{project.Name} of {string.Join(" and ", project.Nodes.Select(node => node.Name))}";
});
await play.StepAsync(bank, telecom, "6.1", async () =>
    $"{(await toTelecom.Components.ListAsync(new ComponentListQuery { ContractId = contractId })).Total} component");
await play.StepAsync(bank, telecom, "6.2", async () =>
    (await toTelecom.Components.QueryAsync(new ComponentQuery { ContractId = contractId, Code = "psi", Version = "1.0.0" })).Name);
await play.StepAsync(bank, telecom, "7.1 and 7.2, with a DAG of two components", null, () => AgreeAsync(() => bank.Node.Audits.ApplyForFlowAsync(telecomIs.NodeId, new FlowAuditApplication
{
    AuditId = "audit-04",
    FlowId = "f-01",
    Name = "Overdue model",
    ProjectId = "p-01",
    Dag = Plans.Dag,
    Config = Plans.Config(bankIs.NodeId, telecomIs.NodeId),
})));
await play.StepAsync(bank, telecom, "8.1 and 8.2, with DAG and config", null, () => AgreeAsync(() => bank.Node.Audits.ApplyForJobAsync(telecomIs.NodeId, new JobAuditApplication
{
    AuditId = "audit-05",
    JobId = "j-01",
    FlowId = "f-01",
    ProjectId = "p-01",
    Name = "First run",
    Dag = Plans.Dag,
    Conf = Plans.Config(bankIs.NodeId, telecomIs.NodeId),
})));
await play.StepAsync(bank, telecom, "9.1 and 9.2", null, () => AgreeAsync(() => bank.Node.Audits.ApplyForModelAsync(telecomIs.NodeId, new ModelAuditApplication
{
    AuditId = "audit-06",
    ModelId = "m-01",
    ApplyProjectId = "p-01",
    TaskId = "j-01",
})));

Play.Chapter("The bank changes its key");
using SigningKey newKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
await play.StepAsync(bank, telecom, "3.4", async () =>
{
    await bank.Node.Keys.RotateAsync(newKey);
    await bank.Node.Outbox.WaitUntilEmptyAsync();
    int behind = (await bank.Node.Keys.ListOutdatedAsync()).Count;
    return $"key {newKey.PublicKey.Fingerprint[..16]}…, {behind} partners do not know it";
});
await play.StepAsync(bank, telecom, "3.7", async () => $"{(await toTelecom.Nodes.CheckHealthAsync()).Status}, signed with the new key");

Play.Chapter("They part");
await play.StepAsync(bank, telecom, "4.5", async () =>
{
    AuditRecord audit = await bank.Node.Audits.TerminateAsync(datasetAudit);
    await bank.Node.Outbox.WaitUntilEmptyAsync();
    return Expect(ApprovalStatus.Terminated, audit);
});
await play.StepAsync(bank, telecom, "4.6", async () =>
    (await toTelecom.Datasets.QueryAuditAsync(new AuditQuery { AuditId = datasetAudit.AuditId })).Status.ToString());
await play.StepAsync(telecom, bank, "3.3", async () =>
{
    ContractRecord contract = await telecom.Node.Contracts.TerminateAsync(bankIs.NodeId, contractId);
    await telecom.Node.Outbox.WaitUntilEmptyAsync();
    AuditRecord? flow = await bank.Node.Audits.FindAsync(new AuditKey(AuditResource.Flow, telecomIs.NodeId, "audit-04"));
    return $"{contract.Status}, and with it the flow: {flow?.Status}";
});
await play.StepAsync(bank, telecom, "3.5", async () =>
    (await toTelecom.Nodes.QueryContractAsync(new ContractQuery { ContractId = contractId })).Status.ToString());
await play.StepAsync(bank, telecom, "4.1 after the end", InterconnCodes.NotAuthenticated, async () =>
    (await toTelecom.Datasets.ListAsync(new DatasetListQuery { ContractId = contractId })).Total.ToString(System.Globalization.CultureInfo.InvariantCulture));

Console.WriteLine(play.EndedWell ? "\nEvery step ended as it should." : "\nAt least one step did not end as it should.");
return play.EndedWell ? 0 : 1;

// An application, and the decision that comes by callback.
async Task<string> AgreeAsync(Func<Task<AuditRecord>> apply)
{
    AuditRecord applied = await apply();
    return Expect(ApprovalStatus.Approved, await bank.Node.Audits.WaitForDecisionAsync(applied.Key));
}

static string Expect(ApprovalStatus status, AuditRecord audit) => audit.Status == status
    ? $"{audit.Resource} {audit.ResourceId}: {audit.Status}"
    : throw new InterconnException(InterconnCodes.IllegalTransition, $"{audit} where {status} was expected");

// The permit that came with the confirmation goes with the call.
async Task<string> UsePermitAsync() =>
    await ReadAsync(await bank.Node.Permits.ClientForAsync(telecomIs.NodeId, ResourceType.Dataset, "d-01"));

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
    using HttpResponseMessage answer = await wire.SendAsync(request);
    return await ReadAnswerAsync(answer);
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

static NodeIdentity Describe(string nodeId, string instId, string institution, string name) => new()
{
    NodeId = nodeId,
    InstId = instId,
    Institution = institution,
    Name = name,
    System = "sample",
    SystemVersion = "1.0.0",
};
