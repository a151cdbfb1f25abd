using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>Whose the certificate is that a connection brought (mutual TLS): judged as one that is offered in a body, by the same roots, lists and pins.</summary>
internal sealed class ConnectionCertificates(CredentialReader credentials, CertificateTrust trust)
{
    // A connection brings one object for all of its calls: it is read once, and what is found of its chain is kept for as long as the connection lives.
    private readonly ConditionalWeakTable<X509Certificate2, Reading> readings = [];

    /// <summary>Whether it is a node's own, today.</summary>
    /// <param name="certificate">The leaf, as web servers hand it over.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="pinnedFingerprint">The key that the certificate must have; null where that is left to the configured roots.</param>
    public CertificateVerdict Check(X509Certificate2 certificate, string nodeId, string? pinnedFingerprint = null)
    {
        Reading reading = readings.GetValue(certificate, Read);
        return reading.Credential is PartnerCredential credential ? trust.Check(credential, nodeId, pinnedFingerprint) : CertificateVerdict.UntrustedChain;
    }

    private Reading Read(X509Certificate2 certificate)
    {
        try
        {
            return new Reading(credentials.Read(AuthTypes.Certificate, certificate.ExportCertificatePem()));
        }
        catch (InterconnException)
        {
            // What is too weak in a body proves nothing here either.
            return new Reading(Credential: null);
        }
    }

    private sealed record Reading(PartnerCredential? Credential);
}
