using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>Partners that must bring a client certificate, over TLS to real Kestrel, by the SDK's own client.</summary>
public sealed class ClientCertificateTests
{
    private const string Pinned = "PINNED";
    private const string Free = "FREE";

    private readonly X509Certificate2 server = TestTls.Server();
    private readonly ClientAuthority root = new("root");
    private readonly HandlerScript script = new();
    private ClientAuthority between = null!;
    private X509Certificate2 own = null!;
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        between = new ClientAuthority("between", root);
        own = root.Issue(TestNode.CallerId);
        node = await TestNode.StartAsync(
            options =>
            {
                PartnerOptions bound = TestNode.Partner();
                bound.RequireClientCertificate = true;
                options.Partners.Add(bound);
                PartnerOptions pinned = TestNode.Partner(nodeId: Pinned, contractId: "c-02");
                pinned.ClientCertificateFingerprint = Fingerprint(own);
                options.Partners.Add(pinned);
                options.Partners.Add(TestNode.Partner(nodeId: Free, contractId: "c-03"));
                options.MaxFailuresPerMinute = 1000;
            },
            builder =>
            {
                script.Register(builder);
                TestTls.Listen(builder.Services, server);
                builder.Services.Configure<CertificateTrustOptions>(trust =>
                {
                    trust.Roots.Add(root.Certificate);
                    trust.Intermediates.Add(between.Certificate);
                });
            });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await node.DisposeAsync();
        own.Dispose();
        between.Dispose();
        root.Dispose();
        server.Dispose();
    }

    [Test]
    public async Task L88_PartnerThatMustBringACertificate_IsServedWithItsOwn()
    {
        Assert.That(await CallAsync(own), Is.Zero);
        using X509Certificate2 below = between.Issue(TestNode.CallerId);
        Assert.That(await CallAsync(below), Is.Zero, "The server hands over the leaf alone; the host configured the one between.");
    }

    [Test]
    public async Task L88_PartnerThatMustBringACertificate_IsNotAuthenticatedWithAnyOther()
    {
        using var stranger = new ClientAuthority("root");
        using X509Certificate2 ofAnother = root.Issue("ANOTHER");
        using X509Certificate2 foreign = stranger.Issue(TestNode.CallerId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await CallAsync(certificate: null), Is.EqualTo(40101), "none");
            Assert.That(await CallAsync(ofAnother), Is.EqualTo(40101), "of another node");
            Assert.That(await CallAsync(foreign), Is.EqualTo(40101), "of another root");
            Assert.That(await CallAsync(server), Is.EqualTo(40101), "of no node");
        }
    }

    [Test]
    public async Task L88_PinnedClientCertificate_IsTheOnlyOneThatIsTaken()
    {
        using X509Certificate2 certified = root.Issue(Pinned);
        Assert.That(await CallAsync(own, Pinned), Is.Zero, "It names another node: the pin stands for the name.");
        Assert.That(await CallAsync(certified, Pinned), Is.EqualTo(40101));
        Assert.That(await CallAsync(certificate: null, Pinned), Is.EqualTo(40101));
    }

    [Test]
    public async Task L88_PartnerThatNeedBringNone_IsServedWithAnyOrNone()
    {
        Assert.That(await CallAsync(certificate: null, Free), Is.Zero);
        Assert.That(await CallAsync(own, Free), Is.Zero);
    }

    // Otherwise an application in its name, which anybody can send, would come past the binding.
    [Test]
    public async Task L88_ApplicationInTheNameOfSuchAPartner_NeedsTheCertificateToo()
    {
        var application = new ContractApplication
        {
            NodeId = TestNode.CallerId,
            Name = "n",
            Address = "https://caller.example.com",
            InstId = "i",
            Institution = "i",
            System = "s",
            SystemVersion = "1",
            AuthType = TestKeys.CallerKey.AuthType,
            AuthCredential = TestKeys.CallerKey.AuthCredential,
            ExpiredTime = DateTimeOffset.MaxValue,
        };
        await using TestClient without = Client(certificate: null, TestNode.CallerId);
        Assert.That(Assert.ThrowsAsync<InterconnAnswerException>(() => without.Api.Nodes.ApplyContractAsync(application))!.Code, Is.EqualTo(40101));
    }

    [Test]
    public async Task L89_MissingClientCertificate_IsAnsweredAsAnUnknownNodeAndLoggedAsWhatItIs()
    {
        await using TestClient without = Client(certificate: null, TestNode.CallerId);
        await using TestClient unknown = Client(certificate: null, "UNKNOWN");
        InterconnAnswerException bound = Assert.ThrowsAsync<InterconnAnswerException>(() => without.Api.Nodes.CheckHealthAsync())!;
        InterconnAnswerException nobody = Assert.ThrowsAsync<InterconnAnswerException>(() => unknown.Api.Nodes.CheckHealthAsync())!;
        Assert.That((bound.HttpStatus, bound.Code, bound.Msg), Is.EqualTo((nobody.HttpStatus, nobody.Code, nobody.Msg)));
        Assert.That(node.Logs.OwnEntries.Where(entry => entry.EventId == 201).Select(entry => entry.Message), Has.Some.Contains("client certificate"));
    }

    /// <summary>The code of the answer to 3.7.</summary>
    private async Task<int> CallAsync(X509Certificate2? certificate, string nodeId = TestNode.CallerId)
    {
        await using TestClient client = Client(certificate, nodeId);
        try
        {
            await client.Api.Nodes.CheckHealthAsync();
            return InterconnCodes.Ok;
        }
        catch (InterconnAnswerException refused)
        {
            return refused.Code;
        }
    }

    private TestClient Client(X509Certificate2? certificate, string nodeId) => node.ClientAs(
        nodeId: nodeId,
        configure: options =>
        {
            if (certificate is not null)
            {
                options.ClientCertificate = new ClientCertificateOptions();
                options.ClientCertificate.Use(certificate);
            }
        },
        build: builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => TestTls.Trusting(server)));

    private static string Fingerprint(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
}
