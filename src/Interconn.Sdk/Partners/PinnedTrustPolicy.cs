using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>
/// The default: a credential is trusted when its key is the one that was pinned for the partner or that a contract in force carries, or when its
/// certificate chains to a configured root and names the node. A pinned partner that offers another key is refused; all others wait for a person.
/// </summary>
internal sealed class PinnedTrustPolicy(IPartnerDirectory directory, CertificateTrust trust, TimeProvider timeProvider) : IPartnerTrustPolicy
{
    public async ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken)
    {
        PartnerCredential credential = question.Credential;
        Partner? partner = await directory.FindAsync(question.NodeId, cancellationToken).ConfigureAwait(false);
        string? pinned = partner?.PinnedFingerprint;
        if (credential.Certificate is not null)
        {
            return trust.Check(credential, question.NodeId, pinned) switch
            {
                CertificateVerdict.Trusted => TrustDecision.Trusted,
                // Sound, but nobody we believe has signed it: what was agreed before stands, otherwise a person may still compare the fingerprint.
                CertificateVerdict.UntrustedChain when pinned is null => DecideByContracts(partner, credential),
                _ => TrustDecision.Refused,
            };
        }

        if (pinned is not null)
        {
            return string.Equals(pinned, credential.Key.Fingerprint, StringComparison.OrdinalIgnoreCase) ? TrustDecision.Trusted : TrustDecision.Refused;
        }

        return DecideByContracts(partner, credential);
    }

    private TrustDecision DecideByContracts(Partner? partner, PartnerCredential credential)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        bool isAgreed = partner?.Contracts.Any(contract => contract.IsLive(now) && contract.Credential?.Key.Equals(credential.Key) == true) == true;
        return isAgreed ? TrustDecision.Trusted : TrustDecision.Wait;
    }
}
