using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Partners;

/// <summary>
/// The default of a ready-made node: what pins and contracts leave open is decided by the certificate that the connection brought, where it is the node's own
/// by a configured root; and in the Development environment by coming from this machine. What they refuse stays refused.
/// </summary>
internal sealed class NodeTrustPolicy(
    PinnedTrustPolicy pinned, ConnectionCertificates connections, IHostEnvironment? environment, ILogger<NodeTrustPolicy> logger)
    : IPartnerTrustPolicy
{
    public async ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken)
    {
        TrustDecision decision = await pinned.DecideAsync(question, cancellationToken).ConfigureAwait(false);
        if (decision != TrustDecision.Wait)
        {
            return decision;
        }

        string fingerprint = question.Credential.Key.Fingerprint;
        if (question.ClientCertificate is X509Certificate2 certificate
            && connections.Check(certificate, question.NodeId) == CertificateVerdict.Trusted)
        {
            PartnerLog.TrustedByConnection(logger, question.NodeId, fingerprint);
            return TrustDecision.Trusted;
        }

        if (environment?.IsDevelopment() == true && question.RemoteAddress is IPAddress address && IPAddress.IsLoopback(address))
        {
            PartnerLog.TrustedInDevelopment(logger, question.NodeId, fingerprint, address);
            return TrustDecision.Trusted;
        }

        return TrustDecision.Wait;
    }
}
