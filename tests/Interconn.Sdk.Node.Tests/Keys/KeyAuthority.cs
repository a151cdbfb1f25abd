using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>Issues certificates to nodes.</summary>
internal sealed class KeyAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public KeyAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        Root = X509CertificateLoader.LoadCertificate(request.CreateSelfSigned(NodeFixture.Start.AddYears(-1), NodeFixture.Start.AddYears(1)).RawData);
    }

    public X509Certificate2 Root { get; }

    /// <summary>A key with a certificate of this authority; in force for ten days around the start of the tests unless other dates are given.</summary>
    public ISigningKey Issue(
        string nodeId = TestNode.CallerId,
        SigningKey? nodeKey = null,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        nodeKey ??= TestKeys.StrangerKey;
        CertificateRequest request = Request(nodeId, nodeKey, usage);
        using X509Certificate2 certificate = request.Create(
            Root.SubjectName,
            X509SignatureGenerator.CreateForECDsa(key),
            from ?? NodeFixture.Start.AddDays(-5),
            until ?? NodeFixture.Start.AddDays(5),
            [1, .. RandomNumberGenerator.GetBytes(7)]);
        return new CertifiedKey(nodeKey, certificate.ExportCertificatePem() + "\n");
    }

    /// <summary>A revocation list of this authority, in DER; in force for ten days from the start of the tests unless another end is given.</summary>
    public byte[] List(DateTimeOffset? until = null, params ISigningKey[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (ISigningKey each in revoked)
        {
            using var certificate = X509Certificate2.CreateFromPem(each.AuthCredential);
            builder.AddEntry(certificate, NodeFixture.Start);
        }

        return builder.Build(
            Root.SubjectName,
            X509SignatureGenerator.CreateForECDsa(key),
            BigInteger.One,
            until ?? NodeFixture.Start.AddDays(10),
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(Root.SubjectName, Root.SerialNumberBytes.Span),
            NodeFixture.Start.AddDays(-1));
    }

    /// <summary>A key with a certificate that nobody but itself speaks for.</summary>
    public static ISigningKey SelfSign(string nodeId, SigningKey nodeKey)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(nodeKey.ExportPrivateKeyPem());
        CertificateRequest request = Request(nodeId, ecdsa, X509KeyUsageFlags.DigitalSignature);
        using X509Certificate2 certificate = request.CreateSelfSigned(NodeFixture.Start.AddDays(-5), NodeFixture.Start.AddDays(5));
        return new CertifiedKey(nodeKey, certificate.ExportCertificatePem() + "\n");
    }

    public void Dispose()
    {
        Root.Dispose();
        key.Dispose();
    }

    private static CertificateRequest Request(string nodeId, SigningKey nodeKey, X509KeyUsageFlags usage)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(nodeKey.PublicKey.SubjectPublicKeyInfo.Span, out _);
        return Request(nodeId, ecdsa, usage);
    }

    private static CertificateRequest Request(string nodeId, ECDsa ecdsa, X509KeyUsageFlags usage)
    {
        var request = new CertificateRequest("CN=node", ecdsa, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri($"urn:interconn:node:{nodeId}"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return request;
    }

    /// <summary>Offers what partners must refuse, which <see cref="SigningKey"/> would not.</summary>
    private sealed class CertifiedKey(SigningKey key, string credential) : ISigningKey
    {
        public VerificationKey PublicKey => key.PublicKey;

        public string AuthType => AuthTypes.Certificate;

        public string AuthCredential => credential;

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => key.SignAsync(data, cancellationToken);
    }
}
