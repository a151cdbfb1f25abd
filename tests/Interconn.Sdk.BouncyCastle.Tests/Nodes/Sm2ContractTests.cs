using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.BouncyCastle.Tests.Nodes;

/// <summary>Two ready-made nodes on real Kestrel, of which one has a key for SM2: they contract, call each other, and exchange the key (3.4).</summary>
[TestFixture]
public sealed class Sm2ContractTests
{
    private const string Sm2Id = TestNode.CallerId;
    private const string EcId = TestNode.HolderId;
    private const int PartnerKeyExchanged = 583;

    private readonly LogCollector ecLogs = new();
    private PartnerNode sm2 = null!;
    private PartnerNode ec = null!;

    [SetUp]
    public async Task StartBothAsync()
    {
        sm2 = await StartAsync(Sm2Id, Sm2Keys.Caller, permitKey: TestKeys.CallerKey);
        ec = await StartAsync(EcId, TestKeys.HolderKey, permitKey: null, ecLogs);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await sm2.DisposeAsync();
        await ec.DisposeAsync();
        ecLogs.Dispose();
    }

    [Test]
    public async Task Apply_ByTheNodeWithTheSm2Key_BothCallUnderTheContract()
    {
        ContractRecord contract = await MeetAsync(sm2, ec);
        ContractRecord held = (await ec.Node.Contracts.FindAsync(Sm2Id, contract.ContractId))!;

        Assert.Multiple(() =>
        {
            Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Approved));
            Assert.That(held.AuthType, Is.EqualTo("SM3_SM2"));
            Assert.That(held.AuthCredential, Is.EqualTo(Sm2Keys.Caller.AuthCredential));
        });
        await CallBothWaysAsync();
    }

    [Test]
    public async Task Apply_ToTheNodeWithTheSm2Key_BothCallUnderTheContract()
    {
        ContractRecord contract = await MeetAsync(ec, sm2);

        Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((contract.AuthType, contract.AuthCredential), Is.EqualTo(("SM3_SM2", Sm2Keys.Caller.AuthCredential)));
        await CallBothWaysAsync();
    }

    [Test]
    public async Task Rotate_ToAnotherSm2Key_IsToldToThePartnerAndUsed()
    {
        ContractRecord contract = await MeetAsync(sm2, ec);

        Assert.That(await sm2.Node.Keys.RotateAsync(Sm2Keys.Stranger), Is.EqualTo(1));
        await ecLogs.WaitForAsync(PartnerKeyExchanged);

        ContractRecord held = (await ec.Node.Contracts.FindAsync(Sm2Id, contract.ContractId))!;
        Assert.That((held.AuthType, held.AuthCredential), Is.EqualTo(("SM3_SM2", Sm2Keys.Stranger.AuthCredential)));
        await CallBothWaysAsync();
    }

    [Test]
    public async Task K75_RotateToAnotherAlgorithmThanSm2_NeedsTheHostsPolicy()
    {
        ContractRecord contract = await MeetAsync(sm2, ec);

        InterconnClient client = sm2.Node.CreateClient(EcId);
        Assert.That(
            async () => await client.Nodes.UpdateNodeAsync(new NodeUpdate
            {
                ContractId = contract.ContractId,
                InstId = "JG01",
                Institution = "institution",
                Name = "node",
                System = "test",
                SystemVersion = "1.0",
                Address = sm2.Address.OriginalString,
                AuthType = SignatureAlgorithmIds.Sha256Ecdsa,
                AuthCredential = TestKeys.StrangerKey.AuthCredential,
            }),
            Throws.TypeOf<InterconnAnswerException>());

        Assert.That((await ec.Node.Contracts.FindAsync(Sm2Id, contract.ContractId))!.AuthCredential, Is.EqualTo(Sm2Keys.Caller.AuthCredential));
        await CallBothWaysAsync();
    }

    [Test]
    public async Task S07_ApplyWithAnSm2KeyUnderAnotherName_Is40004AndNothingIsKept()
    {
        InterconnClient client = sm2.Services.GetRequiredService<InterconnClientFactory>().Create(EcId, ec.Address);

        InterconnAnswerException refused = Assert.ThrowsAsync<InterconnAnswerException>(async () => await client.Nodes.ApplyContractAsync(
            new ContractApplication
            {
                NodeId = Sm2Id,
                InstId = "JG01",
                Institution = "institution",
                Name = "node",
                System = "test",
                SystemVersion = "1.0",
                Address = sm2.Address.OriginalString,
                AuthType = SignatureAlgorithmIds.Sha256Ecdsa,
                AuthCredential = Sm2Keys.Caller.AuthCredential,
            }))!;

        Assert.That(refused.Code, Is.EqualTo(40004));
        Assert.That(await ec.Node.Contracts.ListAsync(), Is.Empty);
    }

    [Test]
    public void Start_WithAnSm2KeyAndNoPermitKey_SaysWhatIsMissing() => Assert.That(
        async () => await StartAsync(Sm2Id, Sm2Keys.Caller, permitKey: null),
        Throws.InvalidOperationException.With.Message.Contains("InterconnOptions.PermitKey").And.Message.Contains("SM3_SM2"));

    private static Task<PartnerNode> StartAsync(string nodeId, ISigningKey key, ISigningKey? permitKey, LogCollector? logs = null) =>
        PartnerNode.StartAsync(new PartnerNodeOptions
        {
            NodeId = nodeId,
            Key = key,
            Configure = builder =>
            {
                builder.AddSm2().Services.Configure<InterconnOptions>(options => options.PermitKey = permitKey);
                if (logs is not null)
                {
                    builder.Services.AddSingleton<ILoggerProvider>(logs);
                }
            },
        });

    private static async Task<ContractRecord> MeetAsync(PartnerNode applicant, PartnerNode holder)
    {
        ContractRecord applied = await applicant.Node.Contracts.ApplyAsync(holder.Address, holder.NodeId, holder.Fingerprint);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        return await applicant.Node.Contracts.WaitForDecisionAsync(applied.PartnerNodeId, applied.ContractId, patience.Token);
    }

    private async Task CallBothWaysAsync()
    {
        Assert.That((await sm2.Node.CreateClient(EcId).Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"), "signed by SM2");
        Assert.That((await ec.Node.CreateClient(Sm2Id).Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"), "signed by ECDSA");
    }
}
