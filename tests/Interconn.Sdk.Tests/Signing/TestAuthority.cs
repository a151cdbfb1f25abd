using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>A certificate authority for tests: a root, or one below another.</summary>
internal sealed class TestAuthority
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Until = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AsymmetricAlgorithm key;

    public TestAuthority(
        string name,
        TestAuthority? issuer = null,
        DateTimeOffset? until = null,
        AsymmetricAlgorithm? key = null,
        int? pathLength = null,
        bool isAuthority = true,
        X509KeyUsageFlags usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
        params X509Extension[] extensions)
    {
        this.key = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request($"CN={name}", this.key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, pathLength is not null, pathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        foreach (X509Extension extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

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
        CertificateRequest request = Request("CN=node", nodeKey);
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
        X509SignatureGenerator generator = digest == HashAlgorithmName.SHA1 ? new Sha1Generator((ECDsa)key) : Generator;
        return request.Create(Certificate.SubjectName, generator, from, until, [1, .. RandomNumberGenerator.GetBytes(7)]);
    }

    /// <summary>A revocation list of this authority, in DER; in force from the start of the authority for sixty days unless other dates are given.</summary>
    public byte[] List(IEnumerable<X509Certificate2> revoked, DateTimeOffset? from = null, DateTimeOffset? until = null, X500DistinguishedName? name = null)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (X509Certificate2 certificate in revoked)
        {
            builder.AddEntry(certificate, From, X509RevocationReason.KeyCompromise);
        }

        return builder.Build(
            name ?? Certificate.SubjectName,
            Generator,
            BigInteger.One,
            until ?? From.AddDays(60),
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(Certificate.SubjectName, Certificate.SerialNumberBytes.Span),
            from ?? From);
    }

    public byte[] List(params X509Certificate2[] revoked) => List((IEnumerable<X509Certificate2>)revoked);

    public static ECDsa PublicHalf(SigningKey key)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.PublicKey.SubjectPublicKeyInfo.Span, out _);
        return ecdsa;
    }

    public static string Pem(params X509Certificate2[] chain) => string.Concat(chain.Select(c => c.ExportCertificatePem() + "\n"));

    private X509SignatureGenerator Generator => key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    private static CertificateRequest Request(string name, AsymmetricAlgorithm key) => key is RSA rsa
        ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private sealed class Sha1Generator(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300906072a8648ce3d0401");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
