using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Signing;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

[TestFixture]
public sealed class Sm2SigningKeyTests
{
    private const string Password = "correct horse, 密码";
    private static readonly byte[] Data = "what is signed"u8.ToArray();
    private static readonly BigInteger Secret = Number("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("interconn-sm2-keys").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Save_ThenRead_IsTheSameKey([Values(null, Password)] string? password)
    {
        string path = PathOf("node.pem");

        await Sm2Keys.Caller.SaveAsync(path, password);
        using Sm2SigningKey read = Sm2SigningKey.FromPemFile(path, password);
        byte[] signature = await read.SignAsync(Data, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(read.PublicKey, Is.EqualTo(Sm2Keys.Caller.PublicKey));
            Assert.That(read.AuthType, Is.EqualTo("SM3_SM2"));
            Assert.That(read.AuthCredential, Is.EqualTo(Sm2Keys.Caller.PublicKey.ToPem()));
            Assert.That(Sm2Keys.Caller.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(File.ReadAllText(path), Does.StartWith(password is null ? "-----BEGIN PRIVATE KEY-----\n" : "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        });
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    public async Task L86_Save_NewFile_IsItsOwnersAlone()
    {
        string path = PathOf("node.pem");

        await Sm2Keys.Caller.SaveAsync(path);

        Assert.That(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Save_FileExists_ThrowsAndKeepsIt()
    {
        string path = PathOf("node.pem");
        await File.WriteAllTextAsync(path, "another key");

        Assert.Multiple(() =>
        {
            Assert.ThrowsAsync<IOException>(() => Sm2Keys.Caller.SaveAsync(path));
            Assert.That(File.ReadAllText(path), Is.EqualTo("another key"));
        });
    }

    [Test]
    public void Save_Cancelled_LeavesNoFile()
    {
        string path = PathOf("node.pem");

        Assert.Multiple(() =>
        {
            Assert.That(
                async () => await Sm2Keys.Caller.SaveAsync(path, null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(File.Exists(path), Is.False);
        });
    }

    [Test]
    public void Generate_Twice_GivesTwoKeys() => Assert.That(Sm2Keys.Holder.PublicKey, Is.Not.EqualTo(Sm2Keys.Caller.PublicKey));

    [Test]
    public void FromPem_EveryForm_IsRead()
    {
        using Sm2SigningKey key = Sm2PrivateKeys.FromNumber(Secret);
        byte[] point = key.PublicKey.SubjectPublicKeyInfo.ToArray()[^65..];
        byte[] number = Fixed(Secret);

        Assert.Multiple(() =>
        {
            Assert.That(Read("PRIVATE KEY", Sm2PrivateKeys.Pkcs8(Sm2PrivateKeys.Sec1(number, curve: null))), Is.EqualTo(key.PublicKey), "the least of PKCS#8");
            Assert.That(Read("PRIVATE KEY", Sm2PrivateKeys.Pkcs8(Sm2PrivateKeys.Sec1(number, point: point))), Is.EqualTo(key.PublicKey), "all of PKCS#8");
            Assert.That(Read("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(number, point: point)), Is.EqualTo(key.PublicKey), "SEC 1");
            Assert.That(Read("SM2 PRIVATE KEY", Sm2PrivateKeys.Sec1(number)), Is.EqualTo(key.PublicKey), "SEC 1 as openssl 3 calls it");
        });

        static VerificationKey Read(string label, byte[] der)
        {
            using Sm2SigningKey read = Sm2SigningKey.FromPem(Sm2PrivateKeys.Pem(label, der));
            return read.PublicKey;
        }
    }

    private static IEnumerable<TestCaseData> BadFiles()
    {
        string good = Sm2Keys.Caller.ExportPrivateKeyPem();
        string encrypted = Sm2Keys.Caller.ExportPrivateKeyPem(Password);
        byte[] number = Fixed(Secret);
        byte[] otherPoint = Sm2Keys.Caller.PublicKey.SubjectPublicKeyInfo.ToArray()[^65..];
        byte[] whole = Sm2PrivateKeys.Pkcs8(Sm2PrivateKeys.Sec1(number));
        yield return Case("WrongPassword", encrypted, "battery staple", "password is wrong");
        yield return Case("NoPassword", encrypted, null, "Give its password");
        yield return Case("TwoKeys", good + good, null, "more than one");
        yield return Case("PublicKey", Sm2Keys.Caller.PublicKey.ToPem(), null, "no private key");
        yield return Case("Nothing", "", null, "no private key");
        yield return Case("Damaged", Sm2PrivateKeys.Pem("PRIVATE KEY", whole[..^1]), null, "damaged");
        yield return Case("TrailingByte", Sm2PrivateKeys.Pem("PRIVATE KEY", [.. whole, 0]), null, "damaged");
        yield return Case("EncryptedNonsense", Sm2PrivateKeys.Pem("ENCRYPTED PRIVATE KEY", whole), Password, "damaged");
        yield return Case("UnknownLabel", "-----BEGIN DSA PRIVATE KEY-----\nMAAA\n-----END DSA PRIVATE KEY-----\n", null, "no key for SM2");
        yield return Case("Rsa", TestKeys.CallerRsaKey.ExportPrivateKeyPem(), null, "SigningKey");
        yield return Case("P256", TestKeys.CallerKey.ExportPrivateKeyPem(), null, "sm2p256v1");
        yield return Case("P256InSec1", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(number, "1.2.840.10045.3.1.7")), null, "sm2p256v1");
        yield return Case("NoCurve", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(number, curve: null)), null, "sm2p256v1");
        yield return Case(
            "TwoCurves",
            Sm2PrivateKeys.Pem("PRIVATE KEY", Sm2PrivateKeys.Pkcs8(Sm2PrivateKeys.Sec1(number, "1.2.840.10045.3.1.7"))),
            null,
            "sm2p256v1");
        yield return Case("Zero", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(new byte[32])), null, "damaged");
        yield return Case("OrderLessOne", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(Fixed(Sm2ByHand.Order - 1))), null, "damaged");
        yield return Case("Order", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(Fixed(Sm2ByHand.Order))), null, "damaged");
        yield return Case("TooManyBytes", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1([0, .. number])), null, "damaged");
        yield return Case("OtherPublicHalf", Sm2PrivateKeys.Pem("EC PRIVATE KEY", Sm2PrivateKeys.Sec1(number, point: otherPoint)), null, "damaged");
        yield return Case("TooLong", new string('x', 70_000), null, "longer");

        static TestCaseData Case(string name, string text, string? password, string fix) =>
            new TestCaseData(text, password, fix).SetName($"FromPemFile_{name}_ThrowsWithFileAndFix");
    }

    [TestCaseSource(nameof(BadFiles))]
    public void FromPemFile_Bad_ThrowsWithFileAndFix(string text, string? password, string fix)
    {
        string path = PathOf("node.pem");
        File.WriteAllText(path, text);

        CryptographicException e = Assert.Throws<CryptographicException>(() => Sm2SigningKey.FromPemFile(path, password))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Message, Does.Contain(path).And.Contain(fix));
            foreach (string line in text.Split('\n').Where(line => line.Length > 20 && !line.StartsWith('-')))
            {
                Assert.That(e.ToString(), Does.Not.Contain(line));
            }

            Assert.That(password is null || !e.ToString().Contains(password, StringComparison.Ordinal), Is.True);
        });
    }

    [Test]
    public void FromPemFile_NoFile_ThrowsWithItsName() =>
        Assert.That(() => Sm2SigningKey.FromPemFile(PathOf("absent.pem")), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("absent.pem"));

    [Test]
    public async Task L86_FromPemFile_OfTheOtherClass_SaysWhichReadsIt()
    {
        await Sm2Keys.Caller.SaveAsync(PathOf("sm2.pem"));

        Assert.That(
            () => SigningKey.FromPemFile(PathOf("sm2.pem")),
            Throws.TypeOf<CryptographicException>().With.Message.Contains(nameof(Sm2SigningKey)).And.Message.Contains("Interconn.Sdk.BouncyCastle"));
    }

    [Test]
    public void Dispose_ThenUse_Throws()
    {
        Sm2SigningKey key = Sm2SigningKey.Generate();
        key.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(async () => await key.SignAsync(Data, CancellationToken.None), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => key.ExportPrivateKeyPem(), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public void Sign_Cancelled_Throws() => Assert.That(
        async () => await Sm2Keys.Caller.SignAsync(Data, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task Sign_SameBytesTwice_GivesTwoSignatures() => Assert.That(
        await Sm2Keys.Caller.SignAsync(Data, CancellationToken.None), Is.Not.EqualTo(await Sm2Keys.Caller.SignAsync(Data, CancellationToken.None)));

    [Test]
    public void L86_ToString_NamesTheFingerprintAlone() =>
        Assert.That(Sm2Keys.Caller.ToString(), Is.EqualTo("SM3_SM2 " + Sm2Keys.Caller.PublicKey.Fingerprint));

    private string PathOf(string name) => Path.Combine(folder, name);
}
