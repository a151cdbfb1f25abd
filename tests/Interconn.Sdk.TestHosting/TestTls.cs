using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.TestHosting;

/// <summary>Certificates for connections, in force today, and both ends of TLS on loopback.</summary>
public static class TestTls
{
    /// <summary>A certificate of a server that vouches for itself, for a name or an IP address.</summary>
    public static X509Certificate2 Server(string name = "127.0.0.1", int fromDays = -1, int untilDays = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(untilDays));
    }

    /// <summary>A primary handler that trusts one server certificate as it would a root, and leaves names and dates to the framework.</summary>
    public static SocketsHttpHandler Trusting(X509Certificate2 server)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(server.RawData));
        return handler;
    }

    /// <summary>
    /// Has Kestrel speak TLS on a loopback port and take whatever client certificate is brought, or none: as a host does whose partners prove themselves under
    /// roots that the machine does not know.
    /// </summary>
    public static void Listen(IServiceCollection services, X509Certificate2 server) => services.Configure<KestrelServerOptions>(kestrel =>
        kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
        {
            https.ServerCertificate = server;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
}
