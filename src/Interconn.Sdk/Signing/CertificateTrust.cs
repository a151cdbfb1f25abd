using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Decides whether a certificate proves that its key is a certain node's: a chain to a root that the host configured, with the alternative name
/// <c>urn:interconn:node:{node id}</c> in the leaf; or a key that the host pinned for the node, in which case neither chain nor name matter. The dates
/// always matter. Nothing is ever fetched. A certificate is withdrawn by ending the contract, or by a revocation list that the host supplies
/// (<see cref="CertificateTrustOptions.RevocationListFiles"/>).
/// </summary>
public sealed class CertificateTrust
{
    private const string NodeUrn = "urn:interconn:node:";

    private readonly X509Certificate2Collection roots = [];
    private readonly X509Certificate2Collection intermediates = [];
    private readonly RevocationLists revocation;
    private readonly TimeProvider time;

    // A chain costs a hundred verifications to build, so it is built once for as long as its dates hold; a credential that is forgotten takes it along.
    private readonly ConditionalWeakTable<PartnerCredential, Finding> findings = [];

    /// <summary>Makes the judge.</summary>
    /// <param name="options">The roots, and what goes with them; later changes are not seen.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of revocation lists that are read, cannot be read, or ran out. Null for nobody.</param>
    /// <exception cref="ArgumentException">A root is not self-signed, so no chain can end in it; or the key of a certificate is too weak.</exception>
    /// <exception cref="InvalidOperationException">A revocation list cannot be used. The message names the file.</exception>
    public CertificateTrust(IOptions<CertificateTrustOptions> options, TimeProvider time, ILogger<CertificateTrust>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        foreach (X509Certificate2 root in options.Value.Roots)
        {
            if (!root.SubjectName.RawData.AsSpan().SequenceEqual(root.IssuerName.RawData))
            {
                throw new ArgumentException(
                    $"The certificate '{root.Subject}' among the roots was issued by '{root.Issuer}'. Configure that one; partners send the ones between.",
                    nameof(options));
            }

            roots.Add(StrongEnough(root, CertificateRules.FaultOfKey(root), nameof(options)));
        }

        foreach (X509Certificate2 intermediate in options.Value.Intermediates)
        {
            intermediates.Add(StrongEnough(intermediate, CertificateRules.FaultOf(intermediate), nameof(options)));
        }

        revocation = new RevocationLists(options.Value, [.. roots, .. intermediates], time, logger ?? NullLogger<CertificateTrust>.Instance);
    }

    /// <summary>Checks a credential; asked when one is offered, and again on every use, which is cheap.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="nodeId">The node that it is to belong to.</param>
    /// <param name="pinnedFingerprint">
    /// The <see cref="VerificationKey.Fingerprint"/> of the key that the host pinned for the node: of the key, not of the certificate, so that a renewed
    /// certificate for the same key needs no new pin. Null where none is pinned. Letter case does not matter.
    /// </param>
    /// <returns>Trusted, or the reason why not.</returns>
    public CertificateVerdict Check(PartnerCredential credential, string nodeId, string? pinnedFingerprint = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentException.ThrowIfNullOrEmpty(nodeId);
        if (credential.Certificate is null)
        {
            return CertificateVerdict.NoCertificate;
        }

        DateTimeOffset now = time.GetUtcNow();
        if (pinnedFingerprint is not null)
        {
            // A pin stands for chain and name. It was not set for a key that has since been stolen.
            return !string.Equals(pinnedFingerprint, credential.Key.Fingerprint, StringComparison.OrdinalIgnoreCase) ? CertificateVerdict.PinMismatch
                : revocation.Current.Names(credential.Certificate, now) ? CertificateVerdict.Revoked
                : VerdictOfDates([credential.Certificate], now);
        }

        CertificateVerdict dates = VerdictOfDates(credential.Certificates, now);
        if (dates != CertificateVerdict.Trusted)
        {
            return dates;
        }

        Finding finding = FindingFor(credential, now);
        return finding.Chain != CertificateVerdict.Trusted ? finding.Chain
            : finding.Uris.Contains(NodeUrn + nodeId, StringComparer.Ordinal) ? CertificateVerdict.Trusted
            : CertificateVerdict.OtherNode;
    }

    private static CertificateVerdict VerdictOfDates(IEnumerable<X509Certificate2> certificates, DateTimeOffset now)
    {
        DateTime utc = now.UtcDateTime;
        foreach (X509Certificate2 certificate in certificates)
        {
            if (utc > certificate.NotAfter.ToUniversalTime())
            {
                return CertificateVerdict.Expired;
            }

            if (utc < certificate.NotBefore.ToUniversalTime())
            {
                return CertificateVerdict.NotYetValid;
            }
        }

        return CertificateVerdict.Trusted;
    }

    private Finding FindingFor(PartnerCredential credential, DateTimeOffset now)
    {
        RevocationSnapshot lists = revocation.Current;
        if (findings.TryGetValue(credential, out Finding? known) && known.From <= now && now <= known.Until && ReferenceEquals(known.Lists, lists))
        {
            return known;
        }

        Finding finding = BuildChain(credential, lists, now);
        findings.AddOrUpdate(credential, finding);
        return finding;
    }

    private Finding BuildChain(PartnerCredential credential, RevocationSnapshot lists, DateTimeOffset now)
    {
        X509Certificate2 leaf = credential.Certificates[0];
        IReadOnlyList<string> uris = CertificateForm.SubjectUris(leaf);

        // Platforms do not verify the signatures of SM2 certificates, or differ in it: those are pinned.
        if (roots.Count == 0 || credential.Key.Algorithm.Id is not (SignatureAlgorithmIds.Sha256Rsa or SignatureAlgorithmIds.Sha256Ecdsa))
        {
            return Untrusted(uris, lists);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.NoFlag;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        foreach (X509Certificate2 issuer in credential.Certificates.Skip(1))
        {
            chain.ChainPolicy.ExtraStore.Add(issuer);
        }

        bool built = chain.Build(leaf);
        var elements = chain.ChainElements.Select(e => e.Certificate).ToList();
        Finding finding = built ? Accept(elements, uris, lists, now) : Refuse(chain, elements, uris, lists, now);
        elements.ForEach(c => c.Dispose());
        return finding;
    }

    private static Finding Accept(List<X509Certificate2> elements, IReadOnlyList<string> uris, RevocationSnapshot lists, DateTimeOffset now)
    {
        // A root is believed because it is configured, not for its signature over itself; the rest stands and falls with theirs, and with what they are for. Asked of
        // the chain too, since the platform may have found one between in a store of the machine.
        if (!elements.SkipLast(1).All(each => CertificateRules.FaultOf(each) is null && CertificateRules.AllowsClientAuthentication(each)))
        {
            return Untrusted(uris, lists);
        }

        (DateTimeOffset from, DateTimeOffset until) = lists.PeriodOf(now);
        return new Finding(
            lists.Check(elements, now),
            uris,
            elements.Select(c => new DateTimeOffset(c.NotBefore.ToUniversalTime())).Append(from).Max(),
            elements.Select(c => new DateTimeOffset(c.NotAfter.ToUniversalTime())).Append(until).Min(),
            lists);
    }

    private static Finding Refuse(
        X509Chain chain, List<X509Certificate2> elements, IReadOnlyList<string> uris, RevocationSnapshot lists, DateTimeOffset now)
    {
        bool onlyDates = chain.ChainStatus.All(s => s.Status == X509ChainStatusFlags.NotTimeValid);
        if (!onlyDates)
        {
            return Untrusted(uris, lists);
        }

        CertificateVerdict verdict = VerdictOfDates(elements, now);
        return new Finding(verdict == CertificateVerdict.Trusted ? CertificateVerdict.UntrustedChain : verdict, uris, now, now, lists);
    }

    private static Finding Untrusted(IReadOnlyList<string> uris, RevocationSnapshot lists) =>
        new(CertificateVerdict.UntrustedChain, uris, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, lists);

    private static X509Certificate2 StrongEnough(X509Certificate2 certificate, string? fault, string parameter) =>
        fault is null ? certificate : throw new ArgumentException($"The configured certificate '{certificate.Subject}' {fault}", parameter);

    private sealed record Finding(
        CertificateVerdict Chain, IReadOnlyList<string> Uris, DateTimeOffset From, DateTimeOffset Until, RevocationSnapshot Lists);
}
