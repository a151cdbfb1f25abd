using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.TestHosting;

/// <summary>Issues the certificates that nodes show when they connect; a root, or an authority below another.</summary>
public sealed class ClientAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset from;
    private readonly DateTimeOffset until;

    public ClientAuthority(string name, ClientAuthority? issuer = null, DateTimeOffset? now = null)
    {
        from = (now ?? TimeProvider.System.GetUtcNow()).AddDays(-1);
        until = from.AddDays(10);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using X509Certificate2 made = issuer is null ? request.CreateSelfSigned(from, until) : issuer.Issue(request);
        Certificate = X509CertificateLoader.LoadCertificate(made.RawData);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate with its private key, for a node.</summary>
    public X509Certificate2 Issue(string nodeId)
    {
        using ECDsa nodeKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client", nodeKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri("urn:interconn:node:" + nodeId));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using X509Certificate2 issued = Issue(request);
        return issued.CopyWithPrivateKey(nodeKey);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    private X509Certificate2 Issue(CertificateRequest request) => request.Create(
        Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, [1, .. RandomNumberGenerator.GetBytes(7)]);
}
