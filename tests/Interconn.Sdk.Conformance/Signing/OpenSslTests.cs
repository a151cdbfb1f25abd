using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Signing;

/// <summary>Signatures and key files against an implementation that shares no code with the SDK; skipped where it is not installed.</summary>
[TestFixture]
public sealed class OpenSslTests
{
    private static readonly byte[] Data = "what is signed\n"u8.ToArray();

    private string folder = null!;

    [OneTimeSetUp]
    public async Task FindOpenSsl()
    {
        folder = Directory.CreateTempSubdirectory("interconn-openssl").FullName;
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

    [TestCase(SignatureAlgorithmIds.Sha256Rsa)]
    [TestCase(SignatureAlgorithmIds.Sha256Ecdsa)]
    public async Task Sign_ByUs_HoldsForOpenSsl(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        await Write("data", Data);
        await Write("public.pem", Encoding.ASCII.GetBytes(key.PublicKey.ToPem()));
        await Write("signature", await key.SignAsync(Data, CancellationToken.None));

        Assert.That(await Run("dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "data"), Does.Contain("Verified OK"));
    }

    [TestCase(SignatureAlgorithmIds.Sha256Rsa)]
    [TestCase(SignatureAlgorithmIds.Sha256Ecdsa)]
    public async Task Sign_ByOpenSslWithAKeyFileOfOurs_HoldsForUs(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        string file = algorithm + ".pem";
        await key.SaveAsync(Path.Combine(folder, file), "secret");
        await Write("data", Data);
        await Run("dgst", "-sha256", "-sign", file, "-passin", "pass:secret", "-out", "signature", "data");

        byte[] signature = await File.ReadAllBytesAsync(Path.Combine(folder, "signature"));

        Assert.That(key.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public async Task FromPemFile_KeysOfOpenSsl_AreRead()
    {
        await Run("ecparam", "-name", "prime256v1", "-genkey", "-out", "sec1.pem");
        await Run("pkcs8", "-topk8", "-in", "sec1.pem", "-passout", "pass:secret", "-out", "pkcs8.pem");
        await Run("genrsa", "-traditional", "-out", "pkcs1.pem", "2048");

        using SigningKey sec1 = SigningKey.FromPemFile(Path.Combine(folder, "sec1.pem"));
        using SigningKey pkcs8 = SigningKey.FromPemFile(Path.Combine(folder, "pkcs8.pem"), "secret");
        using SigningKey pkcs1 = SigningKey.FromPemFile(Path.Combine(folder, "pkcs1.pem"));

        Assert.Multiple(() =>
        {
            Assert.That(sec1.AuthType, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(pkcs8.PublicKey, Is.EqualTo(sec1.PublicKey));
            Assert.That(pkcs1.AuthType, Is.EqualTo("SHA256_RSA"));
        });
    }

    [Test]
    public async Task K73_Read_ExplicitCurveAndCompressedPointOfOpenSsl_Are40004()
    {
        await Run("ecparam", "-name", "prime256v1", "-param_enc", "explicit", "-genkey", "-noout", "-out", "explicit.pem");
        await Run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "named.pem");
        string explicitCurve = await Run("ec", "-in", "explicit.pem", "-pubout", "-param_enc", "explicit");
        string compressed = await Run("ec", "-in", "named.pem", "-pubout", "-conv_form", "compressed");
        string plain = await Run("ec", "-in", "named.pem", "-pubout");
        var reader = new CredentialReader(new SignatureAlgorithms([]));

        Assert.Multiple(() =>
        {
            Assert.That(reader.Read("SHA256_ECDSA", plain).AuthType, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(() => reader.Read("SHA256_ECDSA", explicitCurve), Throws.TypeOf<Protocol.InterconnException>());
            Assert.That(() => reader.Read("SHA256_ECDSA", compressed), Throws.TypeOf<Protocol.InterconnException>());
        });
    }

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
