using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>A credential that a node offers (3.1, 3.2, 3.4), and what is known of who offers it.</summary>
public sealed record TrustQuestion
{
    /// <summary>The node whose credential it is said to be.</summary>
    public required string NodeId { get; init; }

    /// <summary>The credential, read and checked for its form.</summary>
    public required PartnerCredential Credential { get; init; }

    /// <summary>The address that the connection came from, or null where the server does not say.</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>
    /// The certificate that the connection brought, or null. Where it is the node's own by a root that the host trusts, it vouches for the credential.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; init; }
}
