using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>
/// Public keys, certificates and chains, as PEM and as base64 of DER: refused by 40004 without a word of what they were, or read to a key that is strong enough by the
/// framework's own account.
/// </summary>
[TestFixture]
public sealed class CredentialFuzzTests : FuzzFixture
{
    private static readonly string[] Types = ["SHA256_RSA", "SHA256_ECDSA", "SM3_SM2", "CERT", "CERTIFICATE", "证书", "PUBLIC_KEY", "公钥", "none"];

    private ServiceProvider services = null!;
    private CredentialReader reader = null!;
    private CertificateTrust trust = null!;

    protected override string CorpusName => "credentials";

    [OneTimeSetUp]
    public void MakeReader()
    {
        var collection = new ServiceCollection();
        collection.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.HolderId;
            options.SigningKey = TestKeys.HolderKey;
        });
        collection.Configure<CertificateTrustOptions>(options => options.Roots.Add(X509Certificate2.CreateFromPem(Corpus.Text("keys", "root.txt"))));
        services = collection.BuildServiceProvider();
        reader = services.GetRequiredService<CredentialReader>();
        trust = services.GetRequiredService<CertificateTrust>();
    }

    [OneTimeTearDown]
    public async Task DropReaderAsync() => await services.DisposeAsync();

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => PemMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        string text = Encoding.UTF8.GetString(input);
        foreach (string type in Types)
        {
            try
            {
                TryTaken(reader.Read(type, text), type);
            }
            catch (InterconnException refused)
            {
                Demand(refused.Code == 40004 && refused.Field is "auth_type" or "auth_credential", $"{type} is answered {refused.Code} for {refused.Field}");
                Demand(!text.Chunk(40).Any(part => part.Length == 40 && refused.ToString().Contains(new string(part), StringComparison.Ordinal)), "the credential is in the message");
            }
        }

        return Task.CompletedTask;
    }

    private void TryTaken(PartnerCredential credential, string type)
    {
        string algorithm = credential.Key.Algorithm.Id;
        bool isCertificate = type is "CERT" or "CERTIFICATE" or "证书";
        Demand(isCertificate == (credential.Certificate is not null) && credential.Certificates.Count <= 5, $"{type} gave {credential.Certificates.Count} certificates");
        Demand(isCertificate || type is "PUBLIC_KEY" or "公钥" || type == algorithm, $"{type} gave a key for {algorithm}");
        Demand(IsStrong(credential.Key), "a key is taken that the profile refuses");
        Demand(reader.Read(AuthTypes.PublicKey, credential.Key.ToPem()).Key.Equals(credential.Key), "the key does not read back");
        Demand(credential.Key.Verify("data"u8, "no signature"u8) != SignatureVerdict.Valid, "anything verifies under this key");
        Demand(Enum.IsDefined(trust.Check(credential, TestNode.CallerId)), "the verdict on the certificate is none");
        foreach (X509Certificate2 certificate in credential.Certificates)
        {
            certificate.Dispose();
        }
    }

    private static bool IsStrong(VerificationKey key)
    {
        if (key.Algorithm.Id == SignatureAlgorithmIds.Sha256Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out int read);
            byte[] exponent = rsa.ExportParameters(includePrivateParameters: false).Exponent!;
            return read == key.SubjectPublicKeyInfo.Length && rsa.KeySize is >= 2048 and <= 4096 && exponent.Length is 3 or 4 && (exponent[^1] & 1) == 1;
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out int length);
        return length == key.SubjectPublicKeyInfo.Length && ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == "1.2.840.10045.3.1.7";
    }
}
