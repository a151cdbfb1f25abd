using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>A certificate authority for tests: a root, or one below another.</summary>
internal sealed class TestAuthority
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Until = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(string name, TestAuthority? issuer = null, DateTimeOffset? until = null)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Certificate = issuer is null
            ? WithoutKey(request.CreateSelfSigned(From, until ?? Until))
            : issuer.Issue(request, From, until ?? Until);
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2 IssueNode(
        string nodeId,
        AsymmetricAlgorithm? nodeKey = null,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        X509KeyUsageFlags? usage = X509KeyUsageFlags.DigitalSignature,
        HashAlgorithmName? digest = null)
    {
        CertificateRequest request = NodeRequest(nodeId, nodeKey ?? PublicHalf(TestKeys.Ecdsa), usage);
        return Issue(request, from ?? From, until ?? Until, digest);
    }

    public static CertificateRequest NodeRequest(string nodeId, AsymmetricAlgorithm nodeKey, X509KeyUsageFlags? usage = null)
    {
        CertificateRequest request = nodeKey is RSA rsa
            ? new CertificateRequest("CN=node", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=node", (ECDsa)nodeKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("node.example");
        names.AddUri(new Uri($"urn:interconn:node:{nodeId}"));
        request.CertificateExtensions.Add(names.Build());
        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage.Value, critical: true));
        }

        return request;
    }

    public X509Certificate2 Issue(CertificateRequest request, DateTimeOffset from, DateTimeOffset until, HashAlgorithmName? digest = null)
    {
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(key);
        if (digest == HashAlgorithmName.SHA1)
        {
            generator = new Sha1Generator(key);
        }

        return request.Create(Certificate.SubjectName, generator, from, until, RandomNumberGenerator.GetBytes(8));
    }

    public static ECDsa PublicHalf(SigningKey key)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.PublicKey.SubjectPublicKeyInfo.Span, out _);
        return ecdsa;
    }

    public static string Pem(params X509Certificate2[] chain) => string.Concat(chain.Select(c => c.ExportCertificatePem() + "\n"));

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private sealed class Sha1Generator(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300906072a8648ce3d0401");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
