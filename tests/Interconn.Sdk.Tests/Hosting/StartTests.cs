using System.Security.Cryptography;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Hosting;

/// <summary>What stops a host when it starts, and with which words; on the generic host, without a web server.</summary>
public sealed class StartTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("interconn-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Start_SettingsThatHold_Starts()
    {
        using IHost host = HostWith(_ => { });
        await host.StartAsync();
        Assert.That(host.Services.GetRequiredService<LocalNode>().NodeId, Is.EqualTo(TestNode.HolderId));
        await host.StopAsync();
    }

    [Test]
    public void Start_SettingsThatDoNotHold_StopsWithEveryMessage()
    {
        using IHost host = HostWith(options => (options.Node.NodeId, options.MaxPageSize) = ("", 0));
        OptionsValidationException fault = Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())!;
        Assert.That(fault.Message, Does.Contain("Node.NodeId").And.Contain("MaxPageSize"));
    }

    [Test]
    public void Start_KeyFileMissing_NamesFileAndSetting() =>
        Assert.That(FaultOf(options => UseKeyFile(options, Path.Combine(folder, "none.pem"))), Does.Contain("none.pem").And.Contain("Set KeyFile"));

    [Test]
    public void Start_KeyFileIsAFolder_NamesFileAndSetting() =>
        Assert.That(FaultOf(options => UseKeyFile(options, folder)), Does.Contain(folder).And.Contain("Set KeyFile"));

    [Test]
    public void Start_KeyFileWithAPublicKeyOnly_SaysWhatIsMissing() => Assert.That(
        FaultOf(options => UseKeyFile(options, Write("node.pem", TestKeys.HolderKey.AuthCredential))),
        Does.Contain("no private key").And.Contain("node.pem").And.Contain("Set KeyFile"));

    [Test]
    public void Start_KeyThatIsTooWeak_SaysWhichToTake()
    {
        using var weak = RSA.Create(1024);
        Assert.That(
            FaultOf(options => UseKeyFile(options, Write("node.pem", weak.ExportPkcs8PrivateKeyPem()))),
            Does.Contain("2048").And.Contain("node.pem"));
    }

    [Test]
    public async Task Start_EncryptedKey_NeedsItsPassword()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var cipher = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        string file = Write("node.pem", key.ExportEncryptedPkcs8PrivateKeyPem("right", cipher));
        Assert.That(FaultOf(options => UseKeyFile(options, file)), Does.Contain("encrypted").And.Contain("KeyPassword"));
        Assert.That(FaultOf(options => UseKeyFile(options, file, "wrong-secret")), Does.Contain("password is wrong").And.Not.Contain("wrong-secret"));
        using IHost host = HostWith(options => UseKeyFile(options, file, "right"));
        await host.StartAsync();
        Assert.That(
            host.Services.GetRequiredService<LocalNode>().SigningKey.PublicKey.SubjectPublicKeyInfo.ToArray(), Is.EqualTo(key.ExportSubjectPublicKeyInfo()));
        await host.StopAsync();
    }

    [Test]
    public void Start_RootFileMissing_NamesFileAndSetting() => Assert.That(
        FaultOf(options => options.RootCertificateFiles.Add(Path.Combine(folder, "root.pem"))),
        Does.Contain("root.pem").And.Contain("RootCertificateFiles"));

    [Test]
    public void Start_RootFileWithoutCertificate_NamesFileAndSetting() => Assert.That(
        FaultOf(options => options.RootCertificateFiles.Add(Write("root.pem", "nothing"))),
        Does.Contain("root.pem").And.Contain("RootCertificateFiles"));

    [Test]
    public void Start_IntermediateFileWithoutCertificate_NamesFileAndSetting() => Assert.That(
        FaultOf(options => options.IntermediateCertificateFiles.Add(Write("between.pem", "nothing"))),
        Does.Contain("between.pem").And.Contain("IntermediateCertificateFiles"));

    [TestCase(null)]
    [TestCase("nothing")]
    public void K74_Start_RevocationListThatCannotBeUsed_NamesFileAndFix(string? content)
    {
        string file = content is null ? Path.Combine(folder, "ca.crl") : Write("ca.crl", content);
        Assert.That(
            FaultOf(options => options.RevocationListFiles.Add(file)), Does.Contain(file).And.Contain("RevocationListFiles").And.Contain("Supply"));
    }

    [TestCase("nonsense", "PUBLIC_KEY", "auth_credential")]
    [TestCase(null, "HMAC", "auth_type")]
    [TestCase(null, "SHA256_RSA", "auth_credential")]
    public void Start_CredentialOfAPartnerUnusable_NamesPartnerAndFix(string? credential, string authType, string field)
    {
        string fault = FaultOf(options => options.Partners.Add(new PartnerOptions
        {
            NodeId = "partner-7",
            ContractId = "c-01",
            AuthType = authType,
            Credential = credential ?? TestKeys.CallerKey.AuthCredential,
        }));
        Assert.That(fault, Does.Contain("partner-7").And.Contain(field).And.Contain("Set Credential").And.Contain("AuthType"));
    }

    [Test]
    public void K73_PrivateKeyAsACredential_IsRefusedAndNotRepeated()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = key.ExportPkcs8PrivateKeyPem();
        string fault = FaultOf(options => options.Partners.Add(new PartnerOptions { NodeId = "partner-7", ContractId = "c", Credential = pem }));
        Assert.That(fault, Does.Contain("partner-7").And.Not.Contain(pem.Split('\n')[1]));
    }

    [Test]
    public void Start_CredentialFileUnreadable_NamesPartnerFileAndSetting()
    {
        foreach (string file in (string[])[Path.Combine(folder, "none.pem"), folder])
        {
            Assert.That(
                FaultOf(options => options.Partners.Add(new PartnerOptions { NodeId = "partner-7", ContractId = "c", CredentialFile = file })),
                Does.Contain("partner-7").And.Contain(file).And.Contain("Set CredentialFile"));
        }
    }

    [Test]
    public async Task Directory_OfConfiguration_HoldsPartnersWithTheirContracts()
    {
        DateTimeOffset approved = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        string file = Write("partner.pem", TestKeys.CallerKey.AuthCredential);
        using IHost host = HostWith(options =>
        {
            options.Partners.Add(new PartnerOptions { NodeId = "bare" });
            options.Partners.Add(new PartnerOptions
            {
                NodeId = "full",
                InstId = "I",
                Address = new Uri("https://partner.example/gw"),
                ContractId = "c-1",
                CredentialFile = file,
                ApprovedAt = approved,
                ExpiredTime = approved.AddYears(1),
                Compatibility = new(MessageForMsg: true),
                PinnedFingerprint = new string('a', 64),
            });
            options.Partners.Add(new PartnerOptions { NodeId = "least", ContractId = "c-2", Credential = TestKeys.CallerKey.AuthCredential });
        });
        await host.StartAsync();
        IPartnerDirectory directory = host.Services.GetRequiredService<IPartnerDirectory>();
        Partner full = (await directory.FindAsync("full", CancellationToken.None))!;
        Partner least = (await directory.FindAsync("least", CancellationToken.None))!;
        Partner bare = (await directory.FindAsync("bare", CancellationToken.None))!;
        Assert.Multiple(async () =>
        {
            Assert.That(
                (full.InstId, full.Address, full.PinnedFingerprint), Is.EqualTo(("I", new Uri("https://partner.example/gw"), new string('a', 64))));
            Assert.That(full.Compatibility, Is.EqualTo(new PartnerCompatibility(MessageForMsg: true)));
            Assert.That(full.Contracts.Single().Credential!.Key, Is.EqualTo(TestKeys.CallerKey.PublicKey));
            Assert.That((full.Contracts[0].ApprovedAt, full.Contracts[0].ExpiresAt), Is.EqualTo(((DateTimeOffset?)approved, approved.AddYears(1))));
            Assert.That(least.Contracts.Single().IsLive(approved), Is.True);
            Assert.That(
                (least.Contracts[0].ApprovedAt, least.Contracts[0].ExpiresAt),
                Is.EqualTo(((DateTimeOffset?)DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)));
            Assert.That(bare.Contracts, Is.Empty);
            Assert.That(bare.Compatibility, Is.EqualTo(PartnerCompatibility.Standard));
            Assert.That(await directory.FindAsync("FULL", CancellationToken.None), Is.Null, "Ids are compared letter for letter.");
        });
        await host.StopAsync();
    }

    [Test]
    public async Task Directory_SetAndRemove_AreSeenAtOnce()
    {
        using IHost host = HostWith(_ => { });
        InMemoryPartnerDirectory directory = host.Services.GetRequiredService<InMemoryPartnerDirectory>();
        Assert.That(host.Services.GetRequiredService<IPartnerDirectory>(), Is.SameAs(directory));
        var partner = new Partner { NodeId = "p", InstId = "1" };
        directory.Set(partner);
        Assert.That(await directory.FindAsync("p", CancellationToken.None), Is.SameAs(partner));
        directory.Set(new Partner { NodeId = "p" });
        Assert.That((await directory.FindAsync("p", CancellationToken.None))!.InstId, Is.Null, "Replaced as a whole.");
        Assert.That((directory.Remove("p"), directory.Remove("p")), Is.EqualTo((true, false)));
        Assert.That(await directory.FindAsync("p", CancellationToken.None), Is.Null);
        Assert.That(() => directory.Set(null!), Throws.ArgumentNullException);
    }

    private static string FaultOf(Action<InterconnOptions> configure)
    {
        using IHost host = HostWith(configure);
        return Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync())!.Message;
    }

    private static IHost HostWith(Action<InterconnOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.HolderId;
            options.SigningKey = TestKeys.HolderKey;
            configure(options);
        });
        return builder.Build();
    }

    private static void UseKeyFile(InterconnOptions options, string file, string? password = null) =>
        (options.SigningKey, options.KeyFile, options.KeyPassword) = (null, file, password);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
