using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Signing;

/// <summary>Signatures and key files against an implementation that shares no code with the SDK; skipped where it is not installed.</summary>
[TestFixture]
public sealed class OpenSslTests
{
    private static readonly byte[] Data = "what is signed\n"u8.ToArray();

    private OpenSslFolder openSsl = null!;

    [OneTimeSetUp]
    public async Task FindOpenSsl() => openSsl = await OpenSslFolder.MakeAsync();

    [OneTimeTearDown]
    public void DropFolder() => openSsl?.Dispose();

    [TestCase(SignatureAlgorithmIds.Sha256Rsa)]
    [TestCase(SignatureAlgorithmIds.Sha256Ecdsa)]
    public async Task Sign_ByUs_HoldsForOpenSsl(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        await openSsl.WriteAsync("data", Data);
        await openSsl.WriteAsync("public.pem", Encoding.ASCII.GetBytes(key.PublicKey.ToPem()));
        await openSsl.WriteAsync("signature", await key.SignAsync(Data, CancellationToken.None));

        Assert.That(await openSsl.RunAsync("dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "data"), Does.Contain("Verified OK"));
    }

    [TestCase(SignatureAlgorithmIds.Sha256Rsa)]
    [TestCase(SignatureAlgorithmIds.Sha256Ecdsa)]
    public async Task Sign_ByOpenSslWithAKeyFileOfOurs_HoldsForUs(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        string file = algorithm + ".pem";
        await key.SaveAsync(openSsl.PathOf(file), "secret");
        await openSsl.WriteAsync("data", Data);
        await openSsl.RunAsync("dgst", "-sha256", "-sign", file, "-passin", "pass:secret", "-out", "signature", "data");

        byte[] signature = await openSsl.ReadAsync("signature");

        Assert.That(key.PublicKey.Verify(Data, signature), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public async Task FromPemFile_KeysOfOpenSsl_AreRead()
    {
        await openSsl.RunAsync("ecparam", "-name", "prime256v1", "-genkey", "-out", "sec1.pem");
        await openSsl.RunAsync("pkcs8", "-topk8", "-in", "sec1.pem", "-passout", "pass:secret", "-out", "pkcs8.pem");
        await openSsl.RunAsync("genrsa", "-traditional", "-out", "pkcs1.pem", "2048");

        using SigningKey sec1 = SigningKey.FromPemFile(openSsl.PathOf("sec1.pem"));
        using SigningKey pkcs8 = SigningKey.FromPemFile(openSsl.PathOf("pkcs8.pem"), "secret");
        using SigningKey pkcs1 = SigningKey.FromPemFile(openSsl.PathOf("pkcs1.pem"));

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
        await openSsl.RunAsync("ecparam", "-name", "prime256v1", "-param_enc", "explicit", "-genkey", "-noout", "-out", "explicit.pem");
        await openSsl.RunAsync("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "named.pem");
        string explicitCurve = await openSsl.RunAsync("ec", "-in", "explicit.pem", "-pubout", "-param_enc", "explicit");
        string compressed = await openSsl.RunAsync("ec", "-in", "named.pem", "-pubout", "-conv_form", "compressed");
        string plain = await openSsl.RunAsync("ec", "-in", "named.pem", "-pubout");
        var reader = new CredentialReader(new SignatureAlgorithms([]));

        Assert.Multiple(() =>
        {
            Assert.That(reader.Read("SHA256_ECDSA", plain).AuthType, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(() => reader.Read("SHA256_ECDSA", explicitCurve), Throws.TypeOf<Protocol.InterconnException>());
            Assert.That(() => reader.Read("SHA256_ECDSA", compressed), Throws.TypeOf<Protocol.InterconnException>());
        });
    }
}
