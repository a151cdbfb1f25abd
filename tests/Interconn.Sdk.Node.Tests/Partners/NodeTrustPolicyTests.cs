using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Partners;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests.Partners;

public sealed class NodeTrustPolicyTests
{
    private const string Pinned = "PINNED";

    private readonly TestCertificates certificates = new();

    [TestCase(NodeUnderTest.PartnerId, TrustDecision.Trusted)]
    [TestCase("ANOTHER", TrustDecision.Wait)]
    public async Task K72_CertificateOfTheConnection_VouchesForItsOwnNodeOnly(string named, TrustDecision decision)
    {
        await using NodeUnderTest node = await StartAsync();
        using X509Certificate2 certificate = certificates.Issue(named);
        Assert.That(await DecideAsync(node, NodeUnderTest.PartnerId, certificate), Is.EqualTo(decision));
    }

    [Test]
    public async Task K74_CertificateOfTheConnection_UnderAnotherRootOrRunOut_VouchesForNothing()
    {
        await using NodeUnderTest node = await StartAsync();
        using X509Certificate2 foreign = new TestCertificates().Issue(NodeUnderTest.PartnerId);
        using X509Certificate2 old = certificates.Issue(NodeUnderTest.PartnerId, NodeFixture.Start.AddSeconds(-1));
        using X509Certificate2 root = X509CertificateLoader.LoadCertificate(certificates.Root.RawData);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await DecideAsync(node, NodeUnderTest.PartnerId, foreign), Is.EqualTo(TrustDecision.Wait));
            Assert.That(await DecideAsync(node, NodeUnderTest.PartnerId, old), Is.EqualTo(TrustDecision.Wait));
            Assert.That(await DecideAsync(node, NodeUnderTest.PartnerId, root), Is.EqualTo(TrustDecision.Wait), "no certificate of a node");
            Assert.That(await DecideAsync(node, NodeUnderTest.PartnerId, null), Is.EqualTo(TrustDecision.Wait));
        }
    }

    [Test]
    public async Task K72_WhatAPinRefuses_StaysRefused([Values] bool isDevelopment)
    {
        await using NodeUnderTest node = await StartAsync(isDevelopment);
        using X509Certificate2 certificate = certificates.Issue(Pinned);
        Assert.That(await DecideAsync(node, Pinned, certificate), Is.EqualTo(TrustDecision.Refused));
    }

    [TestCase(true, "127.0.0.1", TrustDecision.Trusted)]
    [TestCase(true, "::1", TrustDecision.Trusted)]
    [TestCase(true, "10.0.0.1", TrustDecision.Wait)]
    [TestCase(true, null, TrustDecision.Wait)]
    [TestCase(false, "127.0.0.1", TrustDecision.Wait)]
    public async Task Loopback_IsTrustedInDevelopmentOnly(bool isDevelopment, string? remoteAddress, TrustDecision decision)
    {
        await using NodeUnderTest node = await StartAsync(isDevelopment);
        Assert.That(await DecideAsync(node, NodeUnderTest.PartnerId, null, remoteAddress), Is.EqualTo(decision));
    }

    [Test]
    public async Task Development_TakesAStrangersApplicationWithoutAPerson()
    {
        await using NodeUnderTest node = await StartAsync(isDevelopment: true);
        string id = await node.As("STRANGER", TestKeys.StrangerKey).ApplyForIdAsync();
        ContractRecord contract = await node.StoredAsync(id, "STRANGER");
        Assert.That((contract.Trust, contract.AwaitsPerson), Is.EqualTo(((TrustDecision?)TrustDecision.Trusted, false)));
        await node.Node.Logs.WaitForAsync(573);
    }

    [Test]
    public async Task PolicyOfTheHost_HasTheWholeSay([Values] bool isAddedBefore)
    {
        static void Add(IServiceCollection services) => services.AddSingleton<IPartnerTrustPolicy, CredulousTrustPolicy>();
        await using TestNode node = await TestNode.StartAsync(build: builder =>
        {
            if (isAddedBefore)
            {
                Add(builder.Services);
            }

            builder.AddNode();
            if (!isAddedBefore)
            {
                Add(builder.Services);
            }
        });
        Assert.That(node.Services.GetRequiredService<IPartnerTrustPolicy>(), Is.TypeOf<CredulousTrustPolicy>());
    }

    [Test]
    public async Task PolicyOfNoHost_IsTheNodes()
    {
        await using NodeUnderTest node = await StartAsync();
        Assert.That(node.Service<IPartnerTrustPolicy>(), Is.TypeOf<NodeTrustPolicy>());
    }

    private Task<NodeUnderTest> StartAsync(bool isDevelopment = false) => NodeUnderTest.StartAsync(
        options => options.Partners.Add(new PartnerOptions { NodeId = Pinned, PinnedFingerprint = TestKeys.CallerRsaKey.PublicKey.Fingerprint }),
        build: builder =>
        {
            builder.Services.Configure<CertificateTrustOptions>(options => options.Roots.Add(certificates.Root));
            builder.Services.AddSingleton<IHostEnvironment>(new TestEnvironment(isDevelopment ? Environments.Development : Environments.Production));
        },
        pinsPartner: false);

    private static async Task<TrustDecision> DecideAsync(NodeUnderTest node, string nodeId, X509Certificate2? certificate, string? remoteAddress = "127.0.0.1") =>
        await node.Service<IPartnerTrustPolicy>().DecideAsync(
            new TrustQuestion
            {
                NodeId = nodeId,
                Credential = node.Service<CredentialReader>().Read(TestKeys.StrangerKey.AuthType, TestKeys.StrangerKey.AuthCredential),
                RemoteAddress = remoteAddress is null ? null : IPAddress.Parse(remoteAddress),
                ClientCertificate = certificate,
            },
            CancellationToken.None);

    private sealed class TestEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
