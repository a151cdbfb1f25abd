using System.Security.Cryptography;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Identities;

/// <summary>The keys of identities: PKCS#1, and nothing that looks like it.</summary>
public sealed class IdentityKeyTests
{
    private static readonly byte[] Message = "a message"u8.ToArray();

    private RSA key = null!;

    [OneTimeSetUp]
    public void MakeKey() => key = RSA.Create(2048);

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [Test]
    public async Task Keys_OfACreatedIdentity_SignAndVerify()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        CreatedIdentity created = await fuxi.Client.Identities.CreateAsync(
            new IdentityRegistration { Id = "cat.fuxi.id", Name = "cat", Owner = "fuxi", Email = "cat@fuxiinstitution.org" }, SeedCalls.ApiKey);
        Identity? read = await fuxi.Client.Identities.FindAsync("cat.fuxi.id", SeedCalls.ApiKey);
        using RSA privateKey = created.ImportPrivateKey();
        using RSA ownPublicKey = created.ImportPublicKey();
        using RSA readPublicKey = read!.ImportPublicKey();
        byte[] signature = privateKey.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Multiple(() =>
        {
            Assert.That(privateKey.KeySize, Is.EqualTo(2048));
            Assert.That(ownPublicKey.VerifyData(Message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            Assert.That(readPublicKey.VerifyData(Message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            Assert.That(created.ToString(), Does.Not.Contain(created.PrivateKey));
        });
    }

    [Test]
    public void Import_OfPkcs1_GivesTheKey()
    {
        var identity = new CreatedIdentity
        {
            Id = "cat.fuxi.id",
            PublicKey = Convert.ToBase64String(key.ExportRSAPublicKey()),
            PrivateKey = Convert.ToBase64String(key.ExportRSAPrivateKey()),
        };
        using RSA privateKey = identity.ImportPrivateKey();
        using RSA publicKey = identity.ImportPublicKey();
        Assert.That(privateKey.ExportParameters(includePrivateParameters: true).D, Is.EqualTo(key.ExportParameters(includePrivateParameters: true).D));
        Assert.That(publicKey.ExportParameters(includePrivateParameters: false).Modulus, Is.EqualTo(key.ExportParameters(includePrivateParameters: false).Modulus));
    }

    [Test]
    public void Import_OfOtherForms_IsRefusedWithoutQuotingThem()
    {
        byte[] pkcs1 = key.ExportRSAPrivateKey();
        string[] others =
        [
            Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
            Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            Convert.ToBase64String([.. pkcs1, 0]),
            Convert.ToBase64String(pkcs1[..^1]),
            Convert.ToBase64String(pkcs1).Replace('/', '_').Replace('+', '-') + "_",
            key.ExportRSAPrivateKeyPem(),
        ];
        foreach (string other in others)
        {
            var identity = new CreatedIdentity { Id = "cat.fuxi.id", PublicKey = other, PrivateKey = other };
            CryptographicException exception = Assert.Throws<CryptographicException>(() => identity.ImportPrivateKey().Dispose())!;
            Assert.That(exception.Message, Does.Contain("PKCS#1"));
            Assert.That(exception.ToString(), Does.Not.Contain(other[..40]));
            Assert.Throws<CryptographicException>(() => identity.ImportPublicKey().Dispose());
        }
    }

    [TestCase(null)]
    [TestCase("")]
    public void Import_OfNoKey_IsRefused(string? none)
    {
        Assert.Throws<CryptographicException>(() => new CreatedIdentity { Id = "1", PrivateKey = none }.ImportPrivateKey().Dispose());
        Assert.Throws<CryptographicException>(() => new Identity { Id = "1", PublicKey = none }.ImportPublicKey().Dispose());
    }
}
