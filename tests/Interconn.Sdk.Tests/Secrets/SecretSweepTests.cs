using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Secrets;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Secrets;

/// <summary>The sweep that every test assembly is under (L86), held against secrets that are let out on purpose.</summary>
[TestFixture]
public sealed class SecretSweepTests
{
    private static IEnumerable<TestCaseData> Secrets()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=node", ecdsa, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        byte[] data = "data"u8.ToArray();
        yield return Case("ECDSA signature", Convert.ToBase64String(ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        yield return Case("RSA signature", Convert.ToBase64String(rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        yield return Case("P-256 private key", ecdsa.ExportPkcs8PrivateKeyPem());
        yield return Case("RSA private key", rsa.ExportRSAPrivateKeyPem());
        yield return Case("P-256 private key as base64", Convert.ToBase64String(ecdsa.ExportPkcs8PrivateKey()));
        yield return Case("RSA private key as base64", Convert.ToBase64String(rsa.ExportPkcs8PrivateKey())[..64]);
        yield return Case("P-256 public key", Convert.ToBase64String(ecdsa.ExportSubjectPublicKeyInfo()));
        yield return Case("RSA public key", rsa.ExportSubjectPublicKeyInfoPem());
        yield return Case("certificate", certificate.ExportCertificatePem());
        yield return Case("permit token", "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJub2RlIn0.c2lnbmF0dXJl");
        yield return Case("string to sign", "INTERCONN-SIGN-V1\nSHA256_RSA\n");
        yield return Case("body with a token", """{"a":1,"token": "a-token-of-another-vendor"}""");
    }

    [TestCaseSource(nameof(Secrets))]
    public void L86_KindIn_SecretAmidAText_IsNamed(string secret)
    {
        Assert.That(SecretSweep.KindIn($"call of 'LX01' refused: {secret} (401)"), Is.Not.Null);
    }

    [TestCase("SHA256_ECDSA 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [TestCase("urn:interconn:dataset:LX01:d-01/3 jti 9f86d081")]
    [TestCase("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [TestCase("auth_credential is neither PEM nor base64.")]
    public void L86_KindIn_WhatMayBeSaid_IsNoSecret(string text)
    {
        Assert.That(SecretSweep.KindIn(text), Is.Null);
    }

    [Test]
    public void L86_SecretThatIsLogged_IsHeard()
    {
        using var logs = new LogCollector();

        logs.CreateLogger("Interconn.Sdk.Server").Log(LogLevel.Trace, default, "INTERCONN-SIGN-V1", null, static (text, _) => text);

        Assert.That(SecretSweep.TakeFindings(), Has.One.Contains("the log of Interconn.Sdk.Server"));
    }

    [Test]
    public void L86_SecretInAnExceptionOfTheProduct_IsHeardThoughItIsCaught()
    {
        string folder = Directory.CreateTempSubdirectory("interconn").FullName;
        string path = Path.Combine(folder, "INTERCONN-SIGN-V1");
        File.WriteAllText(path, "no certificate", Encoding.ASCII);

        Assert.That(() => new CertificateTrustOptions().AddRootsFromPemFile(path), Throws.TypeOf<CryptographicException>());

        Directory.Delete(folder, recursive: true);
        Assert.That(SecretSweep.TakeFindings(), Has.Some.Contains("an exception, CryptographicException"));
    }

    [Test]
    public void L86_SecretInATrace_IsHeard()
    {
        using var source = new ActivitySource("Interconn.Sdk.Secrets");
        using (Activity? activity = source.StartActivity("call"))
        {
            activity!.SetTag("node", "INTERCONN-SIGN-V1");
        }

        Assert.That(SecretSweep.TakeFindings(), Has.One.Contains("the trace call, node"));
    }

    private static TestCaseData Case(string name, string secret) => new TestCaseData(secret).SetArgDisplayNames(name);
}
