using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Node.Tests.Partners;

/// <summary>A root, and certificates of nodes below it.</summary>
internal sealed class TestCertificates
{
    private static readonly DateTimeOffset From = NodeFixture.Start.AddYears(-1);
    private static readonly DateTimeOffset Until = NodeFixture.Start.AddYears(1);

    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestCertificates()
    {
        var request = new CertificateRequest("CN=root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Root = request.CreateSelfSigned(From, Until);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issue(string nodeId, DateTimeOffset? until = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri("urn:interconn:node:" + nodeId));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.Create(Root, From, until ?? Until, RandomNumberGenerator.GetBytes(8));
    }
}
