using System.Globalization;
using System.Text.Json.Nodes;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>A whole node on real Kestrel that keeps what it knows in a file, and calls of others to it.</summary>
internal sealed class SqliteNode : IAsyncDisposable
{
    private readonly TestNode node;
    private int strangers;

    private SqliteNode(TestNode node) => this.node = node;

    public INodeStore Store => node.Services.GetRequiredService<INodeStore>();

    public LogCollector Logs => node.Logs;

    public IServiceProvider Services => node.Services;

    /// <summary>Starts it. A locked file is waited for one second, so that the tests need not wait for longer.</summary>
    public static async Task<SqliteNode> StartAsync(
        SqliteFile file, bool migrates = true, Action<IServiceCollection>? configure = null)
    {
        TestNode node = await TestNode.StartAsync(
            settings =>
            {
                settings.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                settings.OfferedAddresses.Ports.Add(0);
                settings.MaxFailuresPerMinute = 1_000_000;
                settings.MaxUnsignedCallsPerMinute = 1_000_000;
            },
            builder =>
            {
                builder.AddNode(static options => options.MaxApplicationsPerAddress = 1_000_000);
                builder.Services.AddInterconnSqliteStores(file.ConnectionString + ";Default Timeout=1", stores => stores.MigrateAtStart = migrates);
                configure?.Invoke(builder.Services);
            });
        return new SqliteNode(node);
    }

    /// <summary>A contract in force, under which the partner can call.</summary>
    public async Task<ContractRecord> SeedContractAsync()
    {
        ContractRecord contract = StoredRecords.Contract();
        Assert.That(await Store.TryCommitAsync(new NodeChange { At = StoredRecords.Start, Contracts = [contract] }, CancellationToken.None), Is.True);
        return contract with { Version = 1 };
    }

    /// <summary>3.1, each from another stranger, signed: it writes the nonce of the call, then a contract that waits for a person.</summary>
    public Task<WireAnswer> ApplyAsync(int padding = 0)
    {
        string nodeId = string.Create(CultureInfo.InvariantCulture, $"JG01000011{Interlocked.Increment(ref strangers):D8}");
        SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        RequestDraft draft = RequestDraft.Post(
            InterconnEndpoints.ApplyContract.Path,
            new JsonObject
            {
                ["node_id"] = nodeId,
                ["name"] = "partner",
                ["description"] = new string('x', padding),
                ["address"] = "http://127.0.0.1:5999",
                ["inst_id"] = "JG01",
                ["institution"] = "institution",
                ["system"] = "test",
                ["system_version"] = "1.0",
                ["auth_type"] = key.AuthType,
                ["auth_credential"] = key.AuthCredential,
            }.ToJsonString());
        draft["x-source-node-id"] = nodeId;
        return SendAsync(draft.Sign(key));
    }

    /// <summary>3.4, signed.</summary>
    public Task<WireAnswer> TerminateAsync(string contractId) =>
        SendAsync(RequestDraft.Post(InterconnEndpoints.TerminateContract.Path, new JsonObject { ["contract_id"] = contractId }.ToJsonString()));

    /// <summary>What 3.5, signed, answers as the status of a contract; where it is refused, with what.</summary>
    public async Task<string?> StatusAsync(string contractId)
    {
        WireAnswer answer = await SendAsync(RequestDraft.Get(InterconnEndpoints.QueryContract.Path + "?contract_id=" + contractId));
        return answer.Code == InterconnCodes.Ok ? answer.Envelope!.Value.GetProperty("data").GetProperty("status").GetString() : answer.Verdict;
    }

    public async Task<ApprovalStatus> StoredStatusAsync(ContractRecord contract) =>
        (await Store.FindContractAsync(contract.Key, CancellationToken.None))!.Status;

    public Task<WireAnswer> SendAsync(RequestDraft draft) => Wire.SendAsync(node, draft);

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
