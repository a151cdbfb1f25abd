using System.Net;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Samples.Tests.Killing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>What the sample host keeps, and where.</summary>
public sealed class NodeHostStoreTests
{
    private const string HostId = "LX0000010000280";
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("interconn-store-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [TestCase("")]
    [TestCase("keys")]
    public async Task Sqlite_StoppedAndStartedAgain_KnowsItsContractsAndItsPermits(string protectionKeys)
    {
        await using HostInstance host = Host($"--Interconn:ProtectionKeys={protectionKeys}");
        await host.StartAsync();
        await using TestNode own = await StartOwnAsync();
        InterconnNode node = own.Services.GetRequiredService<InterconnNode>();
        ContractRecord contract = await node.Contracts.ApplyAsync(host.Address, HostId, await FingerprintAsync(host.Address));
        contract = await node.Contracts.WaitForDecisionAsync(HostId, contract.ContractId);
        AuditRecord audit = await node.Audits.ApplyForDatasetAsync(
            HostId, new DatasetAuditApplication { AuditId = "a-01", ContractId = contract.ContractId, DatasetId = "d-01", TimesLimit = 2 });
        await node.Audits.WaitForDecisionAsync(audit.Key);
        InterconnClient client = await node.Permits.ClientForAsync(HostId, ResourceType.Dataset, "d-01");
        string[] answers = [await ReadAsync(client), ""];

        await host.KillAsync();
        await host.StartAsync();
        answers[1] = await ReadAsync(client);

        Assert.That(answers, Is.EqualTo(new[] { $"d-01 for {TestNode.CallerId}, 1 uses left", $"d-01 for {TestNode.CallerId}, 0 uses left" }));
        Assert.That(await node.Contracts.InquireAsync(HostId, contract.ContractId), Is.EqualTo(ApprovalStatus.Approved));
        Assert.That(File.Exists(Path.Combine(folder, "node.db")), "beside the key, wherever the host was started");
        Assert.That(Directory.Exists(Path.Combine(folder, "keys")), Is.EqualTo(protectionKeys.Length > 0));
    }

    [Test]
    public async Task Memory_LeavesNothingBehindButTheKey()
    {
        await using HostInstance host = Host("--Interconn:Store=memory");
        await host.StartAsync();
        using var http = new HttpClient();
        string page = await http.GetStringAsync(host.Address);

        Assert.That(page, Does.Contain("store    memory"));
        Assert.That(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EqualTo(new[] { "node.pem" }));
    }

    [TestCase("live")]
    [TestCase("ready")]
    public async Task Health_OfAHostThatWorks_IsGood(string check)
    {
        await using HostInstance host = Host();
        await host.StartAsync();
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(host.Address, $"/health/{check}"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Key_OfInstancesThatStartAtOnce_IsOne()
    {
        HostInstance[] hosts = [Host("--Interconn:Store=memory"), Host("--Interconn:Store=memory"), Host("--Interconn:Store=memory")];
        try
        {
            await Task.WhenAll(hosts.Select(static host => host.StartAsync()));
            string[] keys = await Task.WhenAll(hosts.Select(static host => FingerprintAsync(host.Address)));
            Assert.That(keys.Distinct(), Has.Exactly(1).Items);
        }
        finally
        {
            foreach (HostInstance host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    [TestCase("--Interconn:Store=tape", "Set it to memory, sqlite or postgres.")]
    [TestCase("--Interconn:Store=postgres", "Interconn:ConnectionString is not set")]
    public async Task Start_WithSettingsThatDoNotDo_SaysWhatToSet(string setting, string said)
    {
        await using HostInstance host = Host(setting);
        Assert.That(host.StartAsync, Throws.InvalidOperationException.With.Message.Contain(said));
    }

    [Test]
    public async Task Start_WithAConnectionStringThatCannotBeRead_DoesNotRepeatIt()
    {
        await using HostInstance host = Host("--Interconn:Store=postgres", "--Interconn:ConnectionString=Host=db;Password=swordfish;Port=none");
        Assert.That(
            host.StartAsync,
            Throws.InvalidOperationException.With.Message.Contain("Interconn:ConnectionString cannot be read").And.Message.Not.Contain("swordfish"));
    }

    private HostInstance Host(params string[] settings) => new(["--contentRoot", folder, "--Interconn:FirstRetryDelay=00:00:00.1", .. settings]);

    private static async Task<TestNode> StartOwnAsync()
    {
        TestNode own = await TestNode.StartAsync(
            options =>
            {
                options.Node.NodeId = TestNode.CallerId;
                options.Node.InstId = "JG01";
                options.Node.Name = "node";
                options.Node.Institution = "institution";
                options.Node.System = "test";
                options.Node.SystemVersion = "1.0";
                options.SigningKey = TestKeys.CallerKey;
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
            },
            builder => builder.AddNode());
        own.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node.Address = own.Address;
        return own;
    }

    private static async Task<string> FingerprintAsync(Uri host)
    {
        using var http = new HttpClient();
        string page = await http.GetStringAsync(host);
        return page.Split('\n').First(line => line.StartsWith("key", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim();
    }

    private static async Task<string> ReadAsync(InterconnClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/data/d-01/read");
        using HttpResponseMessage answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
