using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>Certificates with keys for SM2, of openssl and of BouncyCastle: trusted by pinning and in no other way.</summary>
[TestFixture]
public sealed class Sm2CertificateTests
{
    // What the certificate of openssl names, and when it begins.
    private const string Node = "JG0100001100000000";
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([Sm3Sm2.Algorithm]));

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("interconn-sm2-certificates").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("node.crt", 1)]
    [TestCase("chain.crt", 2)]
    public void Read_CertificateOfOpenSsl_HasItsKey(string file, int count)
    {
        PartnerCredential credential = Reader.Read("CERT", OpenSsl(file));

        Assert.Multiple(() =>
        {
            Assert.That(credential.AuthType, Is.EqualTo("CERT"));
            Assert.That(credential.Key.Algorithm.Id, Is.EqualTo("SM3_SM2"));
            Assert.That(credential.Certificates, Has.Count.EqualTo(count));
            Assert.That(credential.Key.SubjectPublicKeyInfo.ToArray(), Is.EqualTo(credential.Certificate!.PublicKey.ExportSubjectPublicKeyInfo()));
        });
    }

    [TestCase("node.crt")]
    [TestCase("chain.crt")]
    public void K74_Check_CertificateOfOpenSsl_IsTrustedByItsPinAlone(string file)
    {
        PartnerCredential credential = Reader.Read("CERT", OpenSsl(file));
        CertificateTrust trust = Trust(credential.Certificate!.NotBefore.AddDays(1), X509CertificateLoader.LoadCertificateFromFile(OpenSslPath("root.crt")));

        Assert.Multiple(() =>
        {
            Assert.That(trust.Check(credential, Node, credential.Key.Fingerprint), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(trust.Check(credential, Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "although its root is configured");
            Assert.That(trust.Check(credential, Node, Sm2Keys.Caller.PublicKey.Fingerprint), Is.EqualTo(CertificateVerdict.PinMismatch));
        });
    }

    [Test]
    public void K74_Check_PinnedCertificateOutsideItsDates_IsRefused()
    {
        PartnerCredential credential = Reader.Read("CERT", OpenSsl("node.crt"));
        X509Certificate2 leaf = credential.Certificate!;

        Assert.Multiple(() =>
        {
            Assert.That(Check(leaf.NotBefore), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(Check(leaf.NotBefore.AddSeconds(-1)), Is.EqualTo(CertificateVerdict.NotYetValid));
            Assert.That(Check(leaf.NotAfter), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(Check(leaf.NotAfter.AddSeconds(1)), Is.EqualTo(CertificateVerdict.Expired));
        });

        CertificateVerdict Check(DateTime time) => Trust(time).Check(credential, Node, credential.Key.Fingerprint);
    }

    [Test]
    public async Task FromCertificatePemFiles_CertificateOfBouncyCastle_SignsForIt()
    {
        string certificate = Sm2Authority.SelfSigned(Sm2Keys.Known, Sm2Keys.KnownNumber, Node);
        await Sm2Keys.Known.SaveAsync(PathOf("key.pem"), "secret");
        await File.WriteAllTextAsync(PathOf("certificate.pem"), certificate);

        using Sm2SigningKey key = Sm2SigningKey.FromCertificatePemFiles(PathOf("certificate.pem"), PathOf("key.pem"), "secret");
        byte[] signature = await key.SignAsync(new byte[10], CancellationToken.None);
        PartnerCredential credential = Reader.Read(key.AuthType, key.AuthCredential);

        Assert.Multiple(() =>
        {
            Assert.That(key.AuthType, Is.EqualTo("CERT"));
            Assert.That(key.AuthCredential, Is.EqualTo(certificate));
            Assert.That(credential.Key.Verify(new byte[10], signature), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(
                Trust(Sm2Authority.From.UtcDateTime).Check(credential, Node, Sm2Keys.Known.PublicKey.Fingerprint), Is.EqualTo(CertificateVerdict.Trusted));
        });
    }

    [Test]
    public async Task FromCertificatePemFiles_ThatDoNotFit_ThrowsWithTheFiles()
    {
        await Sm2Keys.Caller.SaveAsync(PathOf("key.pem"));
        await File.WriteAllTextAsync(PathOf("empty.pem"), "");

        Assert.Multiple(() =>
        {
            Assert.That(
                () => Sm2SigningKey.FromCertificatePemFiles(OpenSslPath("node.crt"), PathOf("key.pem")),
                Throws.TypeOf<CryptographicException>().With.Message.Contains("key.pem").And.Message.Contains("node.crt"));
            Assert.That(
                () => Sm2SigningKey.FromCertificatePemFiles(PathOf("empty.pem"), PathOf("key.pem")),
                Throws.TypeOf<CryptographicException>().With.Message.Contains("empty.pem"));
        });
    }

    [Test]
    public void K74_Read_CertificateThatMayNotSign_Is40004()
    {
        string certificate = Sm2Authority.SelfSigned(Sm2Keys.Known, Sm2Keys.KnownNumber, Node, maySign: false);

        InterconnException refused = Assert.Throws<InterconnException>(() => Reader.Read("CERT", certificate))!;

        Assert.That((refused.Code, refused.Field), Is.EqualTo((40004, "auth_credential")));
    }

    [Test]
    public void Read_CertificateWithoutThePackage_Is40004() => Assert.That(
        () => new CredentialReader(new SignatureAlgorithms([])).Read("CERT", OpenSsl("node.crt")),
        Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(40004));

    private static CertificateTrust Trust(DateTime now, params X509Certificate2[] roots)
    {
        var options = new CertificateTrustOptions();
        foreach (X509Certificate2 root in roots)
        {
            options.Roots.Add(root);
        }

        return new CertificateTrust(Options.Create(options), new ManualTimeProvider(new DateTimeOffset(now.ToUniversalTime())));
    }

    private static string OpenSslPath(string file) => Path.Combine(AppContext.BaseDirectory, "Spec", "certificates", file);

    private static string OpenSsl(string file) => File.ReadAllText(OpenSslPath(file));

    private string PathOf(string name) => Path.Combine(folder, name);
}
