using System.Security.Authentication;

namespace Interconn.Sdk.Transport;

/// <summary>Which versions of TLS are spoken.</summary>
internal static class TlsVersions
{
    /// <summary>Said, and not left to the system: some still offer 1.0 and 1.1, or are set to.</summary>
    public const SslProtocols Allowed = SslProtocols.Tls12 | SslProtocols.Tls13;
}
