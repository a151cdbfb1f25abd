using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Partners;

/// <summary>Strangers whose connection vouches for the key that they offer: TLS to real Kestrel, which hands over the leaf of what they bring.</summary>
public sealed class ConnectionTrustTests
{
    private readonly X509Certificate2 server = TestTls.Server();
    private readonly ClientAuthority root = new("root", now: NodeFixture.Start);
    private ClientAuthority between = null!;
    private NodeUnderTest node = null!;

    [OneTimeSetUp]
    public void MakeIntermediate() => between = new ClientAuthority("between", root, NodeFixture.Start);

    // One for each test: an address may have a few applications waiting, and no more.
    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync(
        build: builder =>
        {
            TestTls.Listen(builder.Services, server);
            builder.Services.Configure<CertificateTrustOptions>(trust =>
            {
                trust.Roots.Add(root.Certificate);
                trust.Intermediates.Add(between.Certificate);
            });
        },
        pinsPartner: false);

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [OneTimeTearDown]
    public void DropCertificates()
    {
        between.Dispose();
        root.Dispose();
        server.Dispose();
    }

    [Test]
    public async Task K72_CertificateOfTheConnection_VouchesForTheKeyInTheBody([Values] bool isBelowAnIntermediate)
    {
        string stranger = isBelowAnIntermediate ? "BELOW-BETWEEN" : "BELOW-ROOT";
        using X509Certificate2 certificate = (isBelowAnIntermediate ? between : root).Issue(stranger);
        Assert.That(await ApplyAsync(stranger, certificate), Is.EqualTo(TrustDecision.Trusted));
        await node.Node.Logs.WaitForAsync(572);
    }

    [Test]
    public async Task K72_CertificateOfAnotherNodeOrRoot_OrNone_LeavesItToAPerson()
    {
        using var foreign = new ClientAuthority("root", now: NodeFixture.Start);
        using X509Certificate2 ofAnother = root.Issue("ANOTHER");
        using X509Certificate2 underAnother = foreign.Issue("SECOND");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ApplyAsync("FIRST", ofAnother), Is.EqualTo(TrustDecision.Wait));
            Assert.That(await ApplyAsync("SECOND", underAnother), Is.EqualTo(TrustDecision.Wait));
            Assert.That(await ApplyAsync("THIRD", certificate: null), Is.EqualTo(TrustDecision.Wait));
        }
    }

    private async Task<TrustDecision?> ApplyAsync(string stranger, X509Certificate2? certificate)
    {
        await using TestClient client = node.Node.ClientAs(
            TestKeys.StrangerKey,
            stranger,
            options =>
            {
                if (certificate is not null)
                {
                    options.ClientCertificate = new ClientCertificateOptions();
                    options.ClientCertificate.Use(certificate);
                }
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(node.Clock);
                builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => TestTls.Trusting(server));
            });
        ContractReceipt receipt = await client.Api.Nodes.ApplyContractAsync(new ContractApplication
        {
            NodeId = stranger,
            Name = "stranger",
            Address = "http://127.0.0.1:5998",
            InstId = "JG01",
            Institution = "institution",
            System = "test",
            SystemVersion = "1",
            AuthType = TestKeys.StrangerKey.AuthType,
            AuthCredential = TestKeys.StrangerKey.AuthCredential,
            ExpiredTime = node.Clock.Now.AddDays(30),
        });
        ContractRecord contract = await node.StoredAsync(receipt.ContractId, stranger);
        return contract.Trust;
    }
}
