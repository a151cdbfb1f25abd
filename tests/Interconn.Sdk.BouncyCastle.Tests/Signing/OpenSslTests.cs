using System.Text;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>Signatures and key files of SM2 against an implementation that shares no code with the SDK; skipped where it is not installed.</summary>
[TestFixture]
public sealed class OpenSslTests
{
    private static readonly byte[] Data = "what is signed\n"u8.ToArray();

    private OpenSslFolder openSsl = null!;

    [OneTimeSetUp]
    public async Task FindOpenSsl() => openSsl = await OpenSslFolder.MakeAsync();

    [OneTimeTearDown]
    public void DropFolder() => openSsl?.Dispose();

    [Test]
    public async Task Sign_ByUs_HoldsForOpenSsl()
    {
        await openSsl.WriteAsync("data", Data);
        await openSsl.WriteAsync("public.pem", Encoding.ASCII.GetBytes(Sm2Keys.Caller.PublicKey.ToPem()));
        for (int i = 0; i < 5; i++)
        {
            await openSsl.WriteAsync("signature", await Sm2Keys.Caller.SignAsync(Data, CancellationToken.None));
            Assert.That(await openSsl.RunAsync(["pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-sigfile", "signature", .. Sm2]), Does.Contain("Verified Successfully"));
        }
    }

    [Test]
    public async Task Sign_ByOpenSslWithAKeyFileOfOurs_HoldsForUs([Values(null, "secret 密码")] string? password)
    {
        string file = password is null ? "plain.pem" : "encrypted.pem";
        await Sm2Keys.Caller.SaveAsync(openSsl.PathOf(file), password);
        await openSsl.WriteAsync("data", Data);
        await openSsl.RunAsync(["pkeyutl", "-sign", "-inkey", file, "-passin", "pass:" + password, "-out", "signature", .. Sm2]);

        byte[] signature = await openSsl.ReadAsync("signature");

        Assert.That(Sm2Keys.Caller.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Valid));
    }

    [TestCase("other-id", "distid:ALICE123@YAHOO.COM")]
    [TestCase("no-id", "distid:")]
    public async Task S10_SignatureByOpenSslUnderAnotherUserId_IsMismatch(string file, string userId)
    {
        await Sm2Keys.Caller.SaveAsync(openSsl.PathOf(file + ".pem"));
        await openSsl.WriteAsync("data", Data);
        await openSsl.RunAsync("pkeyutl", "-sign", "-inkey", file + ".pem", "-out", file, "-in", "data", "-rawin", "-digest", "sm3", "-pkeyopt", userId);

        byte[] signature = await openSsl.ReadAsync(file);

        Assert.That(Sm2Keys.Caller.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [Test]
    public async Task FromPemFile_KeysOfOpenSsl_AreRead()
    {
        await openSsl.RunAsync("genpkey", "-algorithm", "SM2", "-out", "pkcs8.pem");
        await openSsl.RunAsync("ec", "-in", "pkcs8.pem", "-out", "sec1.pem");
        string[] ciphers = ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc"];
        string[] digests = ["hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"];
        foreach ((string cipher, string digest) in ciphers.Zip(digests))
        {
            await openSsl.RunAsync("pkcs8", "-topk8", "-in", "pkcs8.pem", "-v2", cipher, "-v2prf", digest, "-passout", "pass:secret", "-out", cipher + ".pem");
        }

        await openSsl.RunAsync("pkcs8", "-topk8", "-in", "pkcs8.pem", "-passout", "pass:secret", "-out", "default.pem");
        string publicKey = await openSsl.RunAsync("pkey", "-in", "pkcs8.pem", "-pubout");
        using Sm2SigningKey pkcs8 = Read("pkcs8");

        Assert.Multiple(() =>
        {
            Assert.That(pkcs8.AuthCredential, Is.EqualTo(publicKey));
            Assert.That(Read("sec1").PublicKey, Is.EqualTo(pkcs8.PublicKey));
            Assert.That(ciphers.Append("default").Select(name => Read(name, "secret").PublicKey), Has.All.EqualTo(pkcs8.PublicKey));
        });

        Sm2SigningKey Read(string name, string? password = null) => Sm2SigningKey.FromPemFile(openSsl.PathOf(name + ".pem"), password);
    }

    [Test]
    public async Task K73_Read_ExplicitCurveAndCompressedPointOfOpenSsl_Are40004()
    {
        await openSsl.RunAsync("genpkey", "-algorithm", "SM2", "-out", "named.pem");
        string explicitCurve = await openSsl.RunAsync("ec", "-in", "named.pem", "-pubout", "-param_enc", "explicit");
        string compressed = await openSsl.RunAsync("ec", "-in", "named.pem", "-pubout", "-conv_form", "compressed");
        string plain = await openSsl.RunAsync("ec", "-in", "named.pem", "-pubout");
        var reader = new CredentialReader(new SignatureAlgorithms([Sm3Sm2.Algorithm]));

        Assert.Multiple(() =>
        {
            Assert.That(reader.Read("SM3_SM2", plain).AuthType, Is.EqualTo("SM3_SM2"));
            Assert.That(Refuses(explicitCurve), Is.EqualTo(40004));
            Assert.That(Refuses(compressed), Is.EqualTo(40004));
        });

        int Refuses(string credential) => Assert.Throws<InterconnException>(() => reader.Read("SM3_SM2", credential))!.Code;
    }

    private static string[] Sm2 => ["-in", "data", "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"];
}
