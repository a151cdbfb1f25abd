using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class CertificateTrustTests
{
    private const string Node = "LX0000010000280";
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([]));
    private static readonly TestAuthority Root = new("root");
    private static readonly TestAuthority Between = new("between", Root);

    private Clock clock = null!;
    private CertificateTrust trust = null!;

    [SetUp]
    public void MakeTrust()
    {
        clock = new Clock { Now = TestAuthority.From.AddDays(30) };
        trust = Trust(Root);
    }

    [Test]
    public void Check_ChainToARootThatNamesTheNode_IsTrusted()
    {
        Assert.Multiple(() =>
        {
            Assert.That(trust.Check(Credential(Root.IssueNode(Node)), Node), Is.EqualTo(CertificateVerdict.Trusted), "under the root");
            Assert.That(
                trust.Check(Credential(Between.IssueNode(Node), Between.Certificate), Node), Is.EqualTo(CertificateVerdict.Trusted), "one between");
            Assert.That(
                trust.Check(Credential(Between.IssueNode(Node), Between.Certificate, Root.Certificate), Node),
                Is.EqualTo(CertificateVerdict.Trusted),
                "the root sent along");
        });
    }

    [Test]
    public void K74_Check_ChainThatDoesNotEndInARoot_IsUntrusted()
    {
        var other = new TestAuthority("root");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 selfSigned = TestAuthority.NodeRequest(Node, key).CreateSelfSigned(TestAuthority.From, TestAuthority.Until);

        Assert.Multiple(() =>
        {
            Assert.That(trust.Check(Credential(other.IssueNode(Node)), Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "other CA of the same name");
            Assert.That(
                trust.Check(Credential(other.IssueNode(Node), other.Certificate), Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "its root sent along");
            Assert.That(trust.Check(Credential(selfSigned), Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "self-signed");
            Assert.That(trust.Check(Credential(Between.IssueNode(Node)), Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "the one between left out");
            Assert.That(Trust().Check(Credential(Root.IssueNode(Node)), Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "no roots");
        });
    }

    [Test]
    public void K74_Check_IssuedByAnotherNodesCertificate_IsUntrusted()
    {
        using ECDsa thiefKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 thief = Root.IssueNode("thief", thiefKey);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 forged = TestAuthority.NodeRequest(Node, key).Create(
            thief.SubjectName, X509SignatureGenerator.CreateForECDsa(thiefKey), TestAuthority.From, TestAuthority.Until, [1]);

        Assert.That(trust.Check(Credential(forged, thief), Node), Is.EqualTo(CertificateVerdict.UntrustedChain));
    }

    [TestCase("LX0000010000281")]
    [TestCase("LX000001000028")]
    [TestCase("lx0000010000280")]
    public void K74_Check_NameOfAnotherNode_IsOtherNode(string nodeId)
    {
        Assert.That(trust.Check(Credential(Root.IssueNode(Node)), nodeId), Is.EqualTo(CertificateVerdict.OtherNode));
    }

    [Test]
    public void Check_CertificateWithoutUris_IsOtherNode()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var plain = new CertificateRequest($"CN={Node}", key, HashAlgorithmName.SHA256);
        var dns = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"urn:interconn:node:{Node}");
        dns.CertificateExtensions.Add(names.Build());

        Assert.Multiple(() =>
        {
            Assert.That(trust.Check(Credential(Issue(plain)), Node), Is.EqualTo(CertificateVerdict.OtherNode), "common name only");
            Assert.That(trust.Check(Credential(Issue(dns)), Node), Is.EqualTo(CertificateVerdict.OtherNode), "as a DNS name");
        });

        static X509Certificate2 Issue(CertificateRequest request) => Root.Issue(request, TestAuthority.From, TestAuthority.Until);
    }

    [TestCase("0102")]
    [TestCase("300386017f00")]
    [TestCase("30018600")]
    public void Check_AlternativeNamesThatCannotBeRead_AreNeverTrusted(string names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", Convert.FromHexString(names), critical: false));
        PartnerCredential credential = Credential(Root.Issue(request, TestAuthority.From, TestAuthority.Until));

        Assert.That(
            trust.Check(credential, Node), Is.EqualTo(CertificateVerdict.OtherNode).Or.EqualTo(CertificateVerdict.UntrustedChain));
    }

    [Test]
    public void K74_Check_Dates_AreCheckedOnEveryUse()
    {
        PartnerCredential credential = Credential(Root.IssueNode(Node));

        Assert.Multiple(() =>
        {
            Assert.That(At(TestAuthority.From), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(At(TestAuthority.Until), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(At(TestAuthority.Until.AddSeconds(1)), Is.EqualTo(CertificateVerdict.Expired));
            Assert.That(At(TestAuthority.From.AddSeconds(-1)), Is.EqualTo(CertificateVerdict.NotYetValid));
            Assert.That(At(TestAuthority.From.AddSeconds(1)), Is.EqualTo(CertificateVerdict.Trusted));
        });

        CertificateVerdict At(DateTimeOffset now)
        {
            clock.Now = now;
            return trust.Check(credential, Node);
        }
    }

    [Test]
    public void K74_Check_IssuerOrRootOutOfDate_IsExpired()
    {
        DateTimeOffset early = TestAuthority.From.AddDays(60);
        var shortBetween = new TestAuthority("short", Root, early);
        var shortRoot = new TestAuthority("short root", until: early);
        PartnerCredential underShort = Credential(shortBetween.IssueNode(Node), shortBetween.Certificate);
        PartnerCredential underShortRoot = Credential(shortRoot.IssueNode(Node));
        CertificateTrust shortTrust = Trust(shortRoot);

        Assert.Multiple(() =>
        {
            Assert.That(trust.Check(underShort, Node), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(shortTrust.Check(underShortRoot, Node), Is.EqualTo(CertificateVerdict.Trusted));
            clock.Now = early.AddSeconds(1);
            Assert.That(trust.Check(underShort, Node), Is.EqualTo(CertificateVerdict.Expired));
            Assert.That(shortTrust.Check(underShortRoot, Node), Is.EqualTo(CertificateVerdict.Expired));
            clock.Now = TestAuthority.From.AddDays(1);
            Assert.That(shortTrust.Check(underShortRoot, Node), Is.EqualTo(CertificateVerdict.Trusted));
        });
    }

    [Test]
    public void Check_Pin_StandsForChainAndName()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PartnerCredential selfSigned = Credential(
            TestAuthority.NodeRequest("other", key).CreateSelfSigned(TestAuthority.From, TestAuthority.Until));
        string pin = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

        Assert.Multiple(() =>
        {
            Assert.That(trust.Check(selfSigned, Node, pin), Is.EqualTo(CertificateVerdict.Trusted));
            Assert.That(trust.Check(selfSigned, Node, pin.ToUpperInvariant()), Is.EqualTo(CertificateVerdict.Trusted));
            clock.Now = TestAuthority.Until.AddSeconds(1);
            Assert.That(trust.Check(selfSigned, Node, pin), Is.EqualTo(CertificateVerdict.Expired));
        });
    }

    [Test]
    public void K74_Check_OtherPin_IsPinMismatchEvenWithAGoodChain()
    {
        Assert.That(
            trust.Check(Credential(Root.IssueNode(Node)), Node, TestKeys.Rsa.PublicKey.Fingerprint), Is.EqualTo(CertificateVerdict.PinMismatch));
    }

    [Test]
    public void Check_BarePublicKey_HasNoCertificate()
    {
        PartnerCredential bare = Reader.Read("SHA256_ECDSA", TestKeys.Ecdsa.AuthCredential);

        Assert.That(trust.Check(bare, Node, bare.Key.Fingerprint), Is.EqualTo(CertificateVerdict.NoCertificate));
    }

    [Test]
    public void Make_RootThatIsNone_ThrowsAndNamesItsIssuer()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Trust(Between))!;

        Assert.That(e.Message, Does.Contain("CN=between").And.Contain("CN=root"));
    }

    [Test]
    public async Task AddRootsFromPemFile_FileOfRoots_AddsThem()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, TestAuthority.Pem(Root.Certificate, new TestAuthority("second").Certificate));
        var options = new CertificateTrustOptions();
        try
        {
            options.AddRootsFromPemFile(path);
            await File.WriteAllTextAsync(path, "nothing");

            Assert.Multiple(() =>
            {
                Assert.That(options.Roots.Select(r => r.Subject), Is.EqualTo((string[])["CN=root", "CN=second"]));
                Assert.That(() => options.AddRootsFromPemFile(path), Throws.TypeOf<CryptographicException>().With.Message.Contains(path));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private CertificateTrust Trust(params TestAuthority[] roots)
    {
        var options = new CertificateTrustOptions();
        foreach (TestAuthority root in roots)
        {
            options.Roots.Add(root.Certificate);
        }

        return new CertificateTrust(Options.Create(options), clock);
    }

    private static PartnerCredential Credential(params X509Certificate2[] chain) => Reader.Read("CERT", TestAuthority.Pem(chain));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
