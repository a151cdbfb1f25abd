using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class SigningKeyTests
{
    private const string Password = "correct horse";
    private static readonly byte[] Data = "what is signed"u8.ToArray();

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("interconn-keys").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Save_ThenRead_IsTheSameKey(
        [Values(SignatureAlgorithmIds.Sha256Rsa, SignatureAlgorithmIds.Sha256Ecdsa)] string algorithm, [Values(null, Password)] string? password)
    {
        SigningKey key = TestKeys.Of(algorithm);
        string path = PathOf("node.pem");

        await key.SaveAsync(path, password);
        using SigningKey read = SigningKey.FromPemFile(path, password);
        byte[] signature = await read.SignAsync(Data, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(read.PublicKey, Is.EqualTo(key.PublicKey));
            Assert.That(read.AuthType, Is.EqualTo(algorithm));
            Assert.That(read.AuthCredential, Is.EqualTo(key.PublicKey.ToPem()));
            Assert.That(key.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(File.ReadAllText(path), Does.StartWith(password is null ? "-----BEGIN PRIVATE KEY-----\n" : "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        });
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    public async Task L86_Save_NewFile_IsItsOwnersAlone()
    {
        string path = PathOf("node.pem");

        await TestKeys.Ecdsa.SaveAsync(path);

        Assert.That(Mode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Save_FileExists_ThrowsAndKeepsIt()
    {
        string path = PathOf("node.pem");
        await File.WriteAllTextAsync(path, "another key");

        Assert.Multiple(() =>
        {
            Assert.ThrowsAsync<IOException>(() => TestKeys.Ecdsa.SaveAsync(path));
            Assert.That(File.ReadAllText(path), Is.EqualTo("another key"));
        });
    }

    [Test]
    public void Save_Cancelled_LeavesNoFile()
    {
        string path = PathOf("node.pem");

        Assert.Multiple(() =>
        {
            Assert.That(async () => await TestKeys.Ecdsa.SaveAsync(path, null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(File.Exists(path), Is.False);
        });
    }

    [Test]
    public void FromPem_EveryForm_IsRead()
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string openSslStyle = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ecdsa.ExportECPrivateKeyPem();

        Assert.Multiple(() =>
        {
            Assert.That(Fingerprint(rsa.ExportPkcs8PrivateKeyPem()), Is.EqualTo(FingerprintOf(rsa)), "RSA in PKCS#8");
            Assert.That(Fingerprint(rsa.ExportRSAPrivateKeyPem()), Is.EqualTo(FingerprintOf(rsa)), "PKCS#1");
            Assert.That(Fingerprint(ecdsa.ExportPkcs8PrivateKeyPem()), Is.EqualTo(FingerprintOf(ecdsa)), "EC in PKCS#8");
            Assert.That(Fingerprint(ecdsa.ExportECPrivateKeyPem()), Is.EqualTo(FingerprintOf(ecdsa)), "SEC 1");
            Assert.That(Fingerprint(openSslStyle), Is.EqualTo(FingerprintOf(ecdsa)), "SEC 1 behind parameters");
            Assert.That(Fingerprint(ecdsa.ExportSubjectPublicKeyInfoPem() + "\n" + ecdsa.ExportPkcs8PrivateKeyPem()), Is.EqualTo(FingerprintOf(ecdsa)), "behind the public key");
        });

        static string Fingerprint(string pem)
        {
            using SigningKey key = SigningKey.FromPem(pem);
            return key.PublicKey.Fingerprint;
        }

        static string FingerprintOf(AsymmetricAlgorithm key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    private static IEnumerable<TestCaseData> BadFiles()
    {
        using var weak = RSA.Create(1024);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string good = TestKeys.Ecdsa.ExportPrivateKeyPem();
        string encrypted = TestKeys.Ecdsa.ExportPrivateKeyPem(Password);
        yield return Case("WrongPassword", encrypted, "battery staple", "password is wrong");
        yield return Case("NoPassword", encrypted, null, "password");
        yield return Case("TwoKeys", good + good, null, "more than one");
        yield return Case("PublicKey", TestKeys.Ecdsa.PublicKey.ToPem(), null, "no private key");
        yield return Case("Nothing", "", null, "no private key");
        yield return Case("Damaged", "-----BEGIN PRIVATE KEY-----\nMAAA\n-----END PRIVATE KEY-----\n", null, "damaged");
        yield return Case("UnknownLabel", "-----BEGIN DSA PRIVATE KEY-----\nMAAA\n-----END DSA PRIVATE KEY-----\n", null, "openssl pkcs8 -topk8");
        yield return Case("WeakRsa", weak.ExportPkcs8PrivateKeyPem(), null, "2048");
        yield return Case("P384", p384.ExportPkcs8PrivateKeyPem(), null, "P-256");
        yield return Case("TooLong", new string('x', 70_000), null, "longer");

        static TestCaseData Case(string name, string text, string? password, string fix) =>
            new TestCaseData(text, password, fix).SetName($"FromPemFile_{name}_ThrowsWithFileAndFix");
    }

    [TestCaseSource(nameof(BadFiles))]
    public void FromPemFile_Bad_ThrowsWithFileAndFix(string text, string? password, string fix)
    {
        string path = PathOf("node.pem");
        File.WriteAllText(path, text);

        CryptographicException e = Assert.Throws<CryptographicException>(() => SigningKey.FromPemFile(path, password))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Message, Does.Contain(path).And.Contain(fix));
            foreach (string line in text.Split('\n').Where(l => l.Length > 20 && !l.StartsWith('-')))
            {
                Assert.That(e.ToString(), Does.Not.Contain(line));
            }

            Assert.That(password is null || !e.ToString().Contains(password, StringComparison.Ordinal), Is.True);
        });
    }

    [Test]
    public void FromPemFile_NoFile_ThrowsWithItsName()
    {
        Assert.That(() => SigningKey.FromPemFile(PathOf("absent.pem")), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("absent.pem"));
    }

    [TestCase("SM3_SM2")]
    [TestCase("none")]
    public void Generate_OtherAlgorithm_ThrowsAndNamesThoseThereAre(string algorithm)
    {
        Assert.That(() => SigningKey.Generate(algorithm), Throws.ArgumentException.With.Message.Contains("SHA256_RSA"));
    }

    [Test]
    public async Task FromCertificatePemFiles_ChainAndKey_SendsTheChain()
    {
        var root = new TestAuthority("root");
        var between = new TestAuthority("between", root);
        string certificates = TestAuthority.Pem(between.IssueNode("N1"), between.Certificate);
        await File.WriteAllTextAsync(PathOf("chain.pem"), certificates);
        await TestKeys.Ecdsa.SaveAsync(PathOf("key.pem"));

        using SigningKey key = SigningKey.FromCertificatePemFiles(PathOf("chain.pem"), PathOf("key.pem"));

        Assert.Multiple(() =>
        {
            Assert.That(key.AuthType, Is.EqualTo("CERT"));
            Assert.That(key.AuthCredential, Is.EqualTo(certificates));
            Assert.That(key.PublicKey, Is.EqualTo(TestKeys.Ecdsa.PublicKey));
        });
    }

    [Test]
    public async Task FromCertificatePemFiles_ThatDoNotFit_ThrowsWithTheFiles()
    {
        var root = new TestAuthority("root");
        await File.WriteAllTextAsync(PathOf("chain.pem"), TestAuthority.Pem(root.IssueNode("N1"), root.Certificate));
        await File.WriteAllTextAsync(PathOf("turned.pem"), TestAuthority.Pem(root.Certificate, root.IssueNode("N1")));
        await File.WriteAllTextAsync(PathOf("empty.pem"), "");
        await TestKeys.Rsa.SaveAsync(PathOf("rsa.pem"));
        await TestKeys.Ecdsa.SaveAsync(PathOf("key.pem"));

        Assert.Multiple(() =>
        {
            Assert.That(Read("chain.pem", "rsa.pem"), Throws.TypeOf<CryptographicException>().With.Message.Contains("rsa.pem").And.Message.Contains("chain.pem"));
            Assert.That(Read("turned.pem", "key.pem"), Throws.TypeOf<CryptographicException>().With.Message.Contains("leaf comes first"));
            Assert.That(Read("empty.pem", "key.pem"), Throws.TypeOf<CryptographicException>().With.Message.Contains("empty.pem"));
        });

        Action Read(string chain, string key) => () => SigningKey.FromCertificatePemFiles(PathOf(chain), PathOf(key));
    }

    [Test]
    public async Task FromCertificate_WithItsKey_SignsForIt()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = TestAuthority.NodeRequest("N1", ecdsa).CreateSelfSigned(TestAuthority.From, TestAuthority.Until);

        using SigningKey key = SigningKey.FromCertificate(certificate);
        byte[] signature = await key.SignAsync(Data, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(key.AuthCredential, Is.EqualTo(TestAuthority.Pem(certificate)));
            Assert.That(ecdsa.VerifyData(Data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), Is.True);
        });
    }

    [Test]
    public void FromCertificate_WithoutKey_Throws()
    {
        using X509Certificate2 certificate = new TestAuthority("root").IssueNode("N1");

        Assert.That(() => SigningKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.Contains("no RSA or EC private key"));
    }

    [Test]
    public void Dispose_ThenUse_Throws()
    {
        SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        key.Dispose();

        Assert.Multiple(() =>
        {
            Assert.Throws<ObjectDisposedException>(() => _ = key.SignAsync(Data, CancellationToken.None).AsTask());
            Assert.Throws<ObjectDisposedException>(() => key.ExportPrivateKeyPem());
        });
    }

    [Test]
    public void L86_ToString_Key_HasThePublicFingerprintOnly()
    {
        Assert.That(TestKeys.Ecdsa.ToString(), Is.EqualTo($"SHA256_ECDSA {TestKeys.Ecdsa.PublicKey.Fingerprint}"));
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
