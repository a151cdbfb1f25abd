using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>Which client certificate this node shows to whom, over TLS to real Kestrel. All partners here are at one host and port, as behind one gateway.</summary>
public sealed class ShownCertificateTests
{
    private const string First = "FIRST";
    private const string Second = "SECOND";
    private const string Plain = "PLAIN";
    private const string Offered = "OFFERED";

    private readonly X509Certificate2 server = TestTls.Server();
    private readonly ClientAuthority root = new("root");
    private readonly ConcurrentQueue<(string Partner, string? Shown, string Connection)> seen = new();
    private TestNode node = null!;
    private string folder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("interconn-").FullName;
        node = await TestNode.StartAsync(
            options => options.MaxFailuresPerMinute = 1000,
            builder => TestTls.Listen(builder.Services, server),
            app => app.Use((HttpContext http, RequestDelegate next) =>
            {
                seen.Enqueue((http.Request.Headers["x-target-node-id"].ToString(), http.Connection.ClientCertificate?.Thumbprint, http.Connection.Id));
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }));
    }

    [SetUp]
    public void Clear() => seen.Clear();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await node.DisposeAsync();
        root.Dispose();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task L88_CertificateForOnePartner_IsShownToNoOther()
    {
        using X509Certificate2 forFirst = root.Issue("a");
        using X509Certificate2 forSecond = root.Issue("b");
        await using TestClient client = Client(options =>
        {
            options.Partners.Add(Partner(First, forFirst));
            options.Partners.Add(Partner(Second, forSecond));
            options.Partners.Add(Partner(Plain));
        });
        foreach (string partner in new[] { First, Second, Plain, First, Second, Plain })
        {
            await CallAsync(client, partner);
        }

        (string, string?)[] once = [(First, forFirst.Thumbprint), (Second, forSecond.Thumbprint), (Plain, null)];
        Assert.That(seen.Select(each => (each.Partner, each.Shown)), Is.EqualTo(once.Concat(once)));
        Assert.That(seen.Select(each => each.Connection).Distinct().Count(), Is.EqualTo(3), "Each went on with its own connection.");
    }

    // The stranger names the host of the first partner as its own address: it is not let in by that one's connection, nor with its certificate.
    [Test]
    public async Task N79_PartnerThatOffersTheAddressOfAnother_DoesNotBorrowItsCertificate()
    {
        using X509Certificate2 forFirst = root.Issue("a");
        await using TestClient client = Client(options =>
        {
            options.Partners.Add(Partner(First, forFirst));
            options.OfferedAddresses.PrivateNetworks.Add("127.0.0.1/32");
        });
        client.Services.GetRequiredService<InMemoryPartnerDirectory>().Set(new Partner { NodeId = Offered, Address = node.Address, IsAddressOffered = true });
        await CallAsync(client, First);
        await CallAsync(client, Offered);
        Assert.That(seen.Select(each => (each.Partner, each.Shown)), Is.EqualTo(new[] { (First, forFirst.Thumbprint), (Offered, (string?)null) }));
    }

    [Test]
    public async Task Call_WithACertificateOfTheNode_ShowsItToWhomeverHasNoneOfItsOwn()
    {
        using X509Certificate2 ofNode = root.Issue("node");
        using X509Certificate2 forFirst = root.Issue("a");
        await using TestClient client = Client(options =>
        {
            options.ClientCertificate = InCode(ofNode);
            options.Partners.Add(Partner(First, forFirst));
            options.Partners.Add(Partner(Plain));
            options.OfferedAddresses.PrivateNetworks.Add("127.0.0.1/32");
        });
        client.Services.GetRequiredService<InMemoryPartnerDirectory>().Set(new Partner { NodeId = Offered, Address = node.Address, IsAddressOffered = true });
        foreach (string partner in new[] { First, Plain, Offered })
        {
            await CallAsync(client, partner);
        }

        Assert.That(seen.Select(each => each.Shown), Is.EqualTo(new[] { forFirst.Thumbprint, ofNode.Thumbprint, ofNode.Thumbprint }));
    }

    [Test]
    public async Task Call_WithACertificateInFiles_ShowsIt([Values] bool isEncrypted)
    {
        using X509Certificate2 certificate = root.Issue("a");
        using var key = certificate.GetECDsaPrivateKey()!;
        string file = Path.Combine(folder, "client.pem");
        string keyFile = Path.Combine(folder, "client.key");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + root.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, isEncrypted ? key.ExportEncryptedPkcs8PrivateKeyPem("secret", Cipher) : key.ExportPkcs8PrivateKeyPem());
        await using TestClient client = Client(options => options.Partners.Add(new PartnerOptions
        {
            NodeId = First,
            Address = node.Address,
            ClientCertificate = new ClientCertificateOptions { File = file, KeyFile = keyFile, KeyPassword = isEncrypted ? "secret" : null },
        }));
        await CallAsync(client, First);
        Assert.That(seen.Single().Shown, Is.EqualTo(certificate.Thumbprint));
    }

    [Test]
    public void L86_CertificateFileThatCannotBeUsed_IsNamedAndThePasswordIsNot()
    {
        using X509Certificate2 certificate = root.Issue("a");
        using var key = certificate.GetECDsaPrivateKey()!;
        string file = Path.Combine(folder, "broken.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem("secret", Cipher));
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => Client(options =>
            options.ClientCertificate = new ClientCertificateOptions { File = file, KeyFile = file, KeyPassword = "wrong-password" }))!;
        Assert.That(fault.ToString(), Does.Contain(file).And.Contain("KeyPassword").And.Not.Contain("wrong-password"));
    }

    private static PbeParameters Cipher { get; } =
        new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private PartnerOptions Partner(string nodeId, X509Certificate2? certificate = null) => new()
    {
        NodeId = nodeId,
        Address = node.Address,
        ClientCertificate = certificate is null ? null : InCode(certificate),
    };

    private static ClientCertificateOptions InCode(X509Certificate2 certificate)
    {
        var options = new ClientCertificateOptions();
        options.Use(certificate);
        return options;
    }

    private TestClient Client(Action<InterconnOptions> configure) => node.ClientAs(
        configure: configure, build: builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => TestTls.Trusting(server)));

    // None of them is there. What matters is what was shown.
    private static async Task CallAsync(TestClient client, string partner) => await Assert.ThatAsync(
        () => client.Services.GetRequiredService<InterconnClientFactory>().Create(partner).Nodes.CheckHealthAsync(), Throws.InstanceOf<InterconnException>());
}
