using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>Signatures and key files of SM2 against an implementation that shares no code with the SDK; skipped where it is not installed.</summary>
[TestFixture]
public sealed class OpenSslTests
{
    private static readonly byte[] Data = "what is signed\n"u8.ToArray();

    private string folder = null!;

    [OneTimeSetUp]
    public async Task FindOpenSsl()
    {
        folder = Directory.CreateTempSubdirectory("interconn-sm2-openssl").FullName;
        try
        {
            await Run("version");
        }
        catch (Win32Exception)
        {
            Assert.Ignore("The openssl command line is not on the path.");
        }
    }

    [OneTimeTearDown]
    public void DropFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Sign_ByUs_HoldsForOpenSsl()
    {
        await Write("data", Data);
        await Write("public.pem", Encoding.ASCII.GetBytes(Sm2Keys.Caller.PublicKey.ToPem()));
        for (int i = 0; i < 5; i++)
        {
            await Write("signature", await Sm2Keys.Caller.SignAsync(Data, CancellationToken.None));
            Assert.That(await Run(["pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-sigfile", "signature", .. Sm2]), Does.Contain("Verified Successfully"));
        }
    }

    [Test]
    public async Task Sign_ByOpenSslWithAKeyFileOfOurs_HoldsForUs([Values(null, "secret 密码")] string? password)
    {
        string file = password is null ? "plain.pem" : "encrypted.pem";
        await Sm2Keys.Caller.SaveAsync(Path.Combine(folder, file), password);
        await Write("data", Data);
        await Run(["pkeyutl", "-sign", "-inkey", file, "-passin", "pass:" + password, "-out", "signature", .. Sm2]);

        byte[] signature = await File.ReadAllBytesAsync(Path.Combine(folder, "signature"));

        Assert.That(Sm2Keys.Caller.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Valid));
    }

    [TestCase("other-id", "distid:ALICE123@YAHOO.COM")]
    [TestCase("no-id", "distid:")]
    public async Task S10_SignatureByOpenSslUnderAnotherUserId_IsMismatch(string file, string userId)
    {
        await Sm2Keys.Caller.SaveAsync(Path.Combine(folder, file + ".pem"));
        await Write("data", Data);
        await Run("pkeyutl", "-sign", "-inkey", file + ".pem", "-out", file, "-in", "data", "-rawin", "-digest", "sm3", "-pkeyopt", userId);

        byte[] signature = await File.ReadAllBytesAsync(Path.Combine(folder, file));

        Assert.That(Sm2Keys.Caller.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [Test]
    public async Task FromPemFile_KeysOfOpenSsl_AreRead()
    {
        await Run("genpkey", "-algorithm", "SM2", "-out", "pkcs8.pem");
        await Run("ec", "-in", "pkcs8.pem", "-out", "sec1.pem");
        string[] ciphers = ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc"];
        string[] digests = ["hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"];
        foreach ((string cipher, string digest) in ciphers.Zip(digests))
        {
            await Run("pkcs8", "-topk8", "-in", "pkcs8.pem", "-v2", cipher, "-v2prf", digest, "-passout", "pass:secret", "-out", cipher + ".pem");
        }

        await Run("pkcs8", "-topk8", "-in", "pkcs8.pem", "-passout", "pass:secret", "-out", "default.pem");
        string publicKey = await Run("pkey", "-in", "pkcs8.pem", "-pubout");
        using Sm2SigningKey pkcs8 = Read("pkcs8");

        Assert.Multiple(() =>
        {
            Assert.That(pkcs8.AuthCredential, Is.EqualTo(publicKey));
            Assert.That(Read("sec1").PublicKey, Is.EqualTo(pkcs8.PublicKey));
            Assert.That(ciphers.Append("default").Select(name => Read(name, "secret").PublicKey), Has.All.EqualTo(pkcs8.PublicKey));
        });

        Sm2SigningKey Read(string name, string? password = null) => Sm2SigningKey.FromPemFile(Path.Combine(folder, name + ".pem"), password);
    }

    [Test]
    public async Task K73_Read_ExplicitCurveAndCompressedPointOfOpenSsl_Are40004()
    {
        await Run("genpkey", "-algorithm", "SM2", "-out", "named.pem");
        string explicitCurve = await Run("ec", "-in", "named.pem", "-pubout", "-param_enc", "explicit");
        string compressed = await Run("ec", "-in", "named.pem", "-pubout", "-conv_form", "compressed");
        string plain = await Run("ec", "-in", "named.pem", "-pubout");
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

    private Task Write(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);

    private async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await errors);
        return output;
    }
}
