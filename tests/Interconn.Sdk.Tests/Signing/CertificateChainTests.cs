using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;
using NUnit.Framework.Constraints;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>What a certificate between root and leaf may do, and what the leaf itself must be for (RFC 5280, sections 4.2 and 6).</summary>
[TestFixture]
public sealed class CertificateChainTests
{
    private const string Node = "LX0000010000280";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string AnyUsage = "2.5.29.37.0";
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([]));
    private static readonly TestAuthority Root = new("root");
    private static readonly FixedClock Clock = new();

    [Test]
    public void K74_Check_IssuerThatIsNoAuthority_IsUntrusted()
    {
        var leafAsIssuer = new TestAuthority("no authority", Root, isAuthority: false, usage: X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign);
        Assert.That(Check(leafAsIssuer.IssueNode(Node), leafAsIssuer.Certificate), Is.EqualTo(CertificateVerdict.UntrustedChain));
    }

    [Test]
    public void K74_Check_IssuerWhoseKeyUsageForbidsIt_IsUntrusted()
    {
        var noSigner = new TestAuthority("no signer", Root, usage: X509KeyUsageFlags.CrlSign);
        Assert.That(Check(noSigner.IssueNode(Node), noSigner.Certificate), Is.EqualTo(CertificateVerdict.UntrustedChain));
    }

    [TestCase(0, CertificateVerdict.UntrustedChain)]
    [TestCase(1, CertificateVerdict.Trusted)]
    public void K74_Check_LongerThanTheIssuerAllows_IsUntrusted(int pathLength, CertificateVerdict verdict)
    {
        var upper = new TestAuthority("upper", Root, pathLength: pathLength);
        var lower = new TestAuthority("lower", upper);
        Assert.That(Check(lower.IssueNode(Node), lower.Certificate, upper.Certificate), Is.EqualTo(verdict));
    }

    [TestCase("node.example", CertificateVerdict.Trusted)]
    [TestCase("other.example", CertificateVerdict.UntrustedChain)]
    public void K74_Check_NamesOutsideOfTheIssuersConstraint_AreUntrusted(string permitted, CertificateVerdict verdict)
    {
        var constrained = new TestAuthority("constrained", Root, extensions: [DnsConstraint(permitted)]);
        Assert.That(Check(constrained.IssueNode(Node), constrained.Certificate), Is.EqualTo(verdict));
    }

    [Test]
    public void K74_Check_IssuerForOtherPurposes_IsUntrusted()
    {
        var servers = new TestAuthority("servers", Root, extensions: [Usages(ServerAuthentication)]);
        Assert.That(Check(servers.IssueNode(Node), servers.Certificate), Is.EqualTo(CertificateVerdict.UntrustedChain));
    }

    [TestCase(ClientAuthentication, true)]
    [TestCase(AnyUsage, true)]
    [TestCase(ServerAuthentication, false)]
    [TestCase("1.3.6.1.5.5.7.3.9", false)]
    public void K74_Read_LeafThatSaysWhatItIsFor_MustAllowClientAuthentication(string usage, bool isTaken)
    {
        X509Certificate2 leaf = IssueWith(Usages(usage));
        Assert.That(() => Reader.Read("CERT", TestAuthority.Pem(leaf)), isTaken ? Throws.Nothing : RefusedBecause("client authentication"));
        Assert.That(() => isTaken ? Check(leaf) : CertificateVerdict.Trusted, Is.EqualTo(CertificateVerdict.Trusted));
    }

    [Test]
    public void K74_Read_CriticalExtensionThatIsUnknown_IsRefused([Values] bool isCritical, [Values] bool isOfTheIssuer)
    {
        var unknown = new X509Extension("1.2.3.4.5", [5, 0], isCritical);
        var issuer = new TestAuthority("issuer", Root, extensions: isOfTheIssuer ? [unknown] : []);
        X509Certificate2[] chain = [isOfTheIssuer ? issuer.IssueNode(Node) : IssueWith(unknown, issuer), issuer.Certificate];
        Assert.That(() => Reader.Read("CERT", TestAuthority.Pem(chain)), isCritical ? RefusedBecause("critical") : Throws.Nothing);
    }

    [Test]
    public void K74_Read_WeakKeyOfAnIssuer_IsRefused()
    {
        using RSA weak = RSA.Create(1024);
        using ECDsa secp256k1 = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10"));
        foreach (AsymmetricAlgorithm key in new AsymmetricAlgorithm[] { weak, secp256k1 })
        {
            var issuer = new TestAuthority("weak", Root, key: key);
            Assert.That(() => Reader.Read("CERT", TestAuthority.Pem(issuer.IssueNode(Node), issuer.Certificate)), RefusedBecause("key"));
            Assert.That(() => Trust(new TestAuthority("weak root", key: key)), Throws.ArgumentException.With.Message.Contains("CN=weak root"));
        }
    }

    // No library makes such a key; its certificate need not be valid to be refused.
    [Test]
    public void K74_Read_IssuerWithAnExponentOf3_IsRefused()
    {
        using RSA sound = RSA.Create(2048);
        using RSA odd = RSA.Create(sound.ExportParameters(false) with { Exponent = [3] });
        var request = new CertificateRequest("CN=odd", odd, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        X509Certificate2 issuer = Root.Issue(request, TestAuthority.From, TestAuthority.Until);
        X509Certificate2 leaf = TestAuthority.NodeRequest(Node, TestAuthority.PublicHalf(TestKeys.Ecdsa)).Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForRSA(sound, RSASignaturePadding.Pkcs1), TestAuthority.From, TestAuthority.Until, [1]);
        Assert.That(() => Reader.Read("CERT", TestAuthority.Pem(leaf, issuer)), RefusedBecause("exponent"));
    }

    [Test]
    public void K74_Read_Md5_IsRefused()
    {
        using RSA key = RSA.Create(2048);
        var issuer = new X500DistinguishedName("CN=root");
        X509Certificate2 leaf = TestAuthority.NodeRequest(Node, TestAuthority.PublicHalf(TestKeys.Ecdsa)).Create(
            issuer, new Md5Generator(key), TestAuthority.From, TestAuthority.Until, [1]);
        Assert.That(() => Reader.Read("CERT", TestAuthority.Pem(leaf)), RefusedBecause("SHA-256"));
    }

    [Test]
    public void K74_Read_CertificatesThatAreNoPath_AreRefused()
    {
        var between = new TestAuthority("between", Root);
        X509Certificate2 leaf = between.IssueNode(Node);
        Assert.Multiple(() =>
        {
            Assert.That(() => Read(between.Certificate, leaf), RefusedBecause("follow"), "the issuer first");
            Assert.That(() => Read(leaf, Root.Certificate, between.Certificate), RefusedBecause("follow"), "the root before the one between");
            Assert.That(() => Read(leaf, between.IssueNode("OTHER")), RefusedBecause("follow"), "two leaves");
            Assert.That(() => Read(leaf, leaf), RefusedBecause("follow"), "the leaf twice");
            Assert.That(() => Read(leaf, between.Certificate, Root.Certificate, Root.Certificate), RefusedBecause("twice"), "the root twice");
        });
    }

    [Test]
    public void K74_Read_MoreThan16Kilobytes_IsRefused()
    {
        var between = new TestAuthority("between", Root, extensions: new X509Extension("1.2.3.4.5", new byte[13 * 1024], critical: false));
        Assert.That(() => Read(between.IssueNode(Node), between.Certificate), Throws.TypeOf<InterconnException>());
        var smaller = new TestAuthority("between", Root, extensions: new X509Extension("1.2.3.4.5", new byte[8 * 1024], critical: false));
        Assert.That(Check(smaller.IssueNode(Node), smaller.Certificate), Is.EqualTo(CertificateVerdict.Trusted));
    }

    [Test]
    public void Check_IntermediateThatTheHostConfigured_NeedNotBeSent()
    {
        var between = new TestAuthority("between", Root);
        PartnerCredential credential = Read(between.IssueNode(Node));
        Assert.That(Trust(Root).Check(credential, Node), Is.EqualTo(CertificateVerdict.UntrustedChain));
        Assert.That(Trust([Root], between).Check(credential, Node), Is.EqualTo(CertificateVerdict.Trusted));
        Assert.That(Trust([], between).Check(credential, Node), Is.EqualTo(CertificateVerdict.UntrustedChain), "It is no root.");
    }

    // Nothing is downloaded: neither the issuer that is missing, nor a list, nor an answer of the issuer's (OCSP).
    [Test]
    public void K74_Check_AddressesWithinACertificate_AreNeverCalled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        X509Extension[] calls =
        [
            new X509AuthorityInformationAccessExtension([url + "ocsp"], [url + "issuer.cer"]),
            CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([url + "list.crl"]),
        ];
        var between = new TestAuthority("between", Root, extensions: calls);
        X509Certificate2 leaf = IssueWith(calls, between);
        Assert.That(Check(leaf, between.Certificate), Is.EqualTo(CertificateVerdict.Trusted));
        Assert.That(Check(leaf), Is.EqualTo(CertificateVerdict.UntrustedChain), "The issuer is missing, and is not fetched.");
        Assert.That(listener.Pending(), Is.False);
    }

    private static PartnerCredential Read(params X509Certificate2[] chain) => Reader.Read("CERT", TestAuthority.Pem(chain));

    private static CertificateVerdict Check(params X509Certificate2[] chain) => Trust(Root).Check(Read(chain), Node);

    private static CertificateTrust Trust(params TestAuthority[] roots) => Trust(roots, []);

    private static CertificateTrust Trust(TestAuthority[] roots, params TestAuthority[] intermediates)
    {
        var options = new CertificateTrustOptions();
        Array.ForEach(roots, root => options.Roots.Add(root.Certificate));
        Array.ForEach(intermediates, each => options.Intermediates.Add(each.Certificate));
        return new CertificateTrust(Options.Create(options), Clock);
    }

    private static ContainsConstraint RefusedBecause(string why) =>
        Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(40004).And.Message.Contains(why);

    private static X509Certificate2 IssueWith(X509Extension extension, TestAuthority? issuer = null) => IssueWith([extension], issuer);

    private static X509Certificate2 IssueWith(X509Extension[] extensions, TestAuthority? issuer)
    {
        CertificateRequest request = TestAuthority.NodeRequest(Node, TestAuthority.PublicHalf(TestKeys.Ecdsa), X509KeyUsageFlags.DigitalSignature);
        Array.ForEach(extensions, request.CertificateExtensions.Add);
        return (issuer ?? Root).Issue(request, TestAuthority.From, TestAuthority.Until);
    }

    private static X509EnhancedKeyUsageExtension Usages(string usage) => new([new Oid(usage)], critical: false);

    // NameConstraints ::= SEQUENCE { permittedSubtrees [0] { SEQUENCE { dNSName [2] } } }
    private static X509Extension DnsConstraint(string name)
    {
        byte[] text = Encoding.ASCII.GetBytes(name);
        byte[] dns = [0x82, (byte)text.Length, .. text];
        byte[] subtree = [0x30, (byte)dns.Length, .. dns];
        byte[] permitted = [0xa0, (byte)subtree.Length, .. subtree];
        return new X509Extension("2.5.29.30", [0x30, (byte)permitted.Length, .. permitted], critical: true);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestAuthority.From.AddDays(30);
    }

    private sealed class Md5Generator(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300d06092a864886f70d0101040500");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
