using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class CredentialReaderTests
{
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([]));
    private static readonly string EcPem = TestKeys.Ecdsa.PublicKey.ToPem();
    private static readonly string RsaPem = TestKeys.Rsa.PublicKey.ToPem();
    private static readonly TestAuthority Root = new("root");
    private static readonly X509Certificate2 Leaf = Root.IssueNode("N1");

    [OneTimeTearDown]
    public void DropCertificate() => Leaf.Dispose();

    [TestCase("SHA256_ECDSA")]
    [TestCase("PUBLIC_KEY")]
    [TestCase("公钥")]
    public void Read_PublicKey_DerivesTheAlgorithm(string authType)
    {
        PartnerCredential credential = Reader.Read(authType, EcPem);

        Assert.Multiple(() =>
        {
            Assert.That(credential.AuthType, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(credential.Key, Is.EqualTo(TestKeys.Ecdsa.PublicKey));
            Assert.That(credential.Certificate, Is.Null);
        });
    }

    [TestCase("SHA256_RSA")]
    [TestCase("PUBLIC_KEY")]
    public void Read_RsaKey_DerivesTheAlgorithm(string authType)
    {
        Assert.That(Reader.Read(authType, RsaPem).AuthType, Is.EqualTo("SHA256_RSA"));
    }

    [Test]
    public void Read_OtherSpellingsOfThePublicKey_AreTheSameKey()
    {
        string bare = Convert.ToBase64String(TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.Span);

        Assert.Multiple(() =>
        {
            Assert.That(Reader.Read("SHA256_ECDSA", bare).Key, Is.EqualTo(TestKeys.Ecdsa.PublicKey), "bare base64");
            Assert.That(Reader.Read("SHA256_ECDSA", EcPem.Replace("\n", "\r\n", StringComparison.Ordinal)).Key, Is.EqualTo(TestKeys.Ecdsa.PublicKey), "CRLF");
            Assert.That(Reader.Read("SHA256_ECDSA", EcPem.TrimEnd()).Key, Is.EqualTo(TestKeys.Ecdsa.PublicKey), "no last line break");
        });
    }

    [TestCase("CERT")]
    [TestCase("CERTIFICATE")]
    [TestCase("证书")]
    public void Read_Certificate_TakesTheKeyOfTheLeaf(string authType)
    {
        PartnerCredential credential = Reader.Read(authType, TestAuthority.Pem(Leaf, Root.Certificate));

        Assert.Multiple(() =>
        {
            Assert.That(credential.AuthType, Is.EqualTo("CERT"));
            Assert.That(credential.Key, Is.EqualTo(TestKeys.Ecdsa.PublicKey));
            Assert.That(credential.Certificates.Select(c => c.Thumbprint), Is.EqualTo((string[])[Leaf.Thumbprint, Root.Certificate.Thumbprint]));
        });
    }

    [Test]
    public void Read_BareCertificate_IsTaken()
    {
        Assert.That(Reader.Read("CERT", Convert.ToBase64String(Leaf.RawData)).Key, Is.EqualTo(TestKeys.Ecdsa.PublicKey));
    }

    [TestCase("none")]
    [TestCase("HMAC")]
    [TestCase("HS256")]
    [TestCase("SHA1_RSA")]
    [TestCase("sha256_rsa")]
    [TestCase("SHA256_ECDSA ")]
    [TestCase("SM3_SM2")]
    [TestCase("")]
    public void S11_Read_UnknownType_Is40004ForTheType(string authType)
    {
        Assert.That(Refused(authType, EcPem).Field, Is.EqualTo("auth_type"));
    }

    private static IEnumerable<TestCaseData> BadPublicKeys()
    {
        byte[] der = TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.ToArray();
        using var weak = RSA.Create(1024);
        yield return Case("S07_Read_RsaKeyForEcdsa", "SHA256_ECDSA", RsaPem);
        yield return Case("S07_Read_EcKeyForRsa", "SHA256_RSA", EcPem);
        yield return Case("K73_Read_PrivateKey", "SHA256_ECDSA", TestKeys.Ecdsa.ExportPrivateKeyPem());
        yield return Case("K73_Read_EncryptedPrivateKey", "SHA256_ECDSA", TestKeys.Ecdsa.ExportPrivateKeyPem("p"));
        yield return Case("K73_Read_PublicAndPrivateKey", "SHA256_ECDSA", EcPem + TestKeys.Ecdsa.ExportPrivateKeyPem());
        yield return Case("K73_Read_PrivateKeyAsBareBase64", "SHA256_ECDSA", Bare(TestKeys.Ecdsa.ExportPrivateKeyPem()));
        yield return Case("K73_Read_TwoBlocks", "SHA256_ECDSA", EcPem + EcPem);
        yield return Case("K73_Read_TwoKinds", "SHA256_ECDSA", EcPem + TestAuthority.Pem(Leaf));
        yield return Case("K73_Read_TextBefore", "SHA256_ECDSA", "# key\n" + EcPem);
        yield return Case("K73_Read_TextBehind", "SHA256_ECDSA", EcPem + "x");
        yield return Case("K73_Read_NoEnd", "SHA256_ECDSA", EcPem[..^30]);
        yield return Case("K73_Read_BlockWithoutContent", "SHA256_ECDSA", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n");
        yield return Case("K73_Read_Pkcs1Block", "SHA256_RSA", "-----BEGIN RSA PUBLIC KEY-----\nMAA=\n-----END RSA PUBLIC KEY-----\n");
        yield return Case("K73_Read_TrailingByte", "SHA256_ECDSA", Convert.ToBase64String([.. der, 0]));
        yield return Case("K73_Read_NoBase64", "SHA256_ECDSA", "???");
        yield return Case("K73_Read_Empty", "SHA256_ECDSA", "");
        yield return Case("K73_Read_Blank", "SHA256_ECDSA", " \n");
        yield return Case("K73_Read_OneMegabyte", "SHA256_ECDSA", "-----BEGIN PUBLIC KEY-----\n" + new string('A', 1 << 20) + "\n-----END PUBLIC KEY-----\n");
        yield return Case("K73_Read_WeakRsa", "SHA256_RSA", weak.ExportSubjectPublicKeyInfoPem());
        yield return Case("K73_Read_WeakRsaWithoutType", "PUBLIC_KEY", weak.ExportSubjectPublicKeyInfoPem());
        yield return Case("K73_Read_P384WithoutType", "PUBLIC_KEY", P384());
        yield return Case("K74_Read_CertificateForAnAlgorithm", "SHA256_ECDSA", TestAuthority.Pem(Leaf));
        yield return Case("K74_Read_CertificateForAPublicKey", "PUBLIC_KEY", TestAuthority.Pem(Leaf));
        yield return Case("K74_Read_BareCertificateForAPublicKey", "PUBLIC_KEY", Convert.ToBase64String(Leaf.RawData));

        static TestCaseData Case(string name, string authType, string credential) => new TestCaseData(authType, credential).SetName(name + "_Is40004");

        static string Bare(string pem) => Convert.ToBase64String(Convert.FromBase64String(string.Concat(pem.Split('\n')[1..^2])));

        static string P384()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }

    [TestCaseSource(nameof(BadPublicKeys))]
    public void K73_Read_BadPublicKey_Is40004(string authType, string credential)
    {
        Assert.That(Refused(authType, credential).Field, Is.EqualTo("auth_credential"));
    }

    private static IEnumerable<TestCaseData> BadCertificates()
    {
        using var weak = RSA.Create(1024);
        using ECDsa p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        X509Certificate2[] six = new X509Certificate2[6];
        X509Certificate2[] ten = new X509Certificate2[10];
        TestAuthority issuer = Root;
        for (int i = 9; i > 0; i--)
        {
            issuer = new TestAuthority($"ca{i}", issuer);
            ten[i] = issuer.Certificate;
        }

        ten[0] = issuer.IssueNode("N1");
        Array.Copy(ten, six, 6);
        yield return Case("ChainOfTen", TestAuthority.Pem(ten));
        yield return Case("ChainOfSix", TestAuthority.Pem(six));
        yield return Case("RootFirst", TestAuthority.Pem(Root.Certificate, Leaf));
        yield return Case("ForeignCertificateBehind", TestAuthority.Pem(Leaf, new TestAuthority("other").Certificate));
        yield return Case("PublicKeyBlock", EcPem);
        yield return Case("PrivateKeyBehind", TestAuthority.Pem(Leaf) + TestKeys.Ecdsa.ExportPrivateKeyPem());
        yield return Case("TrailingByte", Convert.ToBase64String([.. Leaf.RawData, 0]));
        yield return Case("Truncated", Convert.ToBase64String(Leaf.RawData[..^1]));
        yield return Case("NoCertificate", Convert.ToBase64String("hello"u8));
        yield return Case("PemInBase64", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(TestAuthority.Pem(Leaf))));
        yield return Case("NoDigitalSignature", TestAuthority.Pem(Root.IssueNode("N1", usage: X509KeyUsageFlags.KeyEncipherment)));
        yield return Case("Sha1", TestAuthority.Pem(Root.IssueNode("N1", digest: HashAlgorithmName.SHA1)));
        yield return Case("WeakKey", TestAuthority.Pem(Root.IssueNode("N1", weak)));
        yield return Case("P384Key", TestAuthority.Pem(Root.IssueNode("N1", p384)));

        static TestCaseData Case(string name, string credential) => new TestCaseData(credential).SetName($"K74_Read_{name}_Is40004");
    }

    [TestCaseSource(nameof(BadCertificates))]
    public void K74_Read_BadCertificates_Is40004(string credential)
    {
        Assert.That(Refused("CERT", credential).Field, Is.EqualTo("auth_credential"));
    }

    [Test]
    public void Read_CertificateWithoutKeyUsage_IsTaken()
    {
        Assert.DoesNotThrow(() => Reader.Read("CERT", TestAuthority.Pem(Root.IssueNode("N1", usage: null))));
    }

    [Test]
    public void Read_FiveCertificates_AreTaken()
    {
        var chain = new X509Certificate2[5];
        TestAuthority issuer = Root;
        for (int i = 4; i > 0; i--)
        {
            issuer = new TestAuthority($"ca{i}", issuer);
            chain[i] = issuer.Certificate;
        }

        chain[0] = issuer.IssueNode("N1");

        Assert.That(Reader.Read("CERT", TestAuthority.Pem(chain)).Certificates, Has.Count.EqualTo(5));
    }

    [Test]
    public void K74_Read_PssSignedCertificate_IsTakenByItsDigest()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=node", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        using X509Certificate2 strong = request.CreateSelfSigned(TestAuthority.From, TestAuthority.Until);
        using X509Certificate2 weak = request.Create(
            request.SubjectName, new PssWithoutParameters(request.PublicKey), TestAuthority.From, TestAuthority.Until, [1]);

        Assert.Multiple(() =>
        {
            Assert.DoesNotThrow(() => Reader.Read("CERT", TestAuthority.Pem(strong)));
            Assert.That(Refused("CERT", TestAuthority.Pem(weak)).Message, Does.Contain("SHA-256"));
        });
    }

    [Test]
    public void L86_Read_Refused_NeverRepeatsTheCredential()
    {
        string pem = TestKeys.Ecdsa.ExportPrivateKeyPem();

        Assert.That(Refused("SHA256_ECDSA", pem).ToString(), Does.Not.Contain(pem.Split('\n')[1]));
    }

    private static InterconnException Refused(string authType, string credential)
    {
        InterconnException e = Assert.Throws<InterconnException>(() => Reader.Read(authType, credential))!;
        Assert.That(e.Code, Is.EqualTo(40004));
        return e;
    }

    // Parameters that say nothing mean SHA-1.
    private sealed class PssWithoutParameters(PublicKey key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300d06092a864886f70d01010a3000");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => new byte[256];

        protected override PublicKey BuildPublicKey() => key;
    }
}
