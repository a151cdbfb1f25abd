using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>The revocation lists of the host as they were at one time, and what they say of certificates.</summary>
internal sealed class RevocationSnapshot
{
    private readonly IReadOnlyList<RevocationList> lists;
    private readonly IReadOnlyList<RevocationList> confirmed;
    private readonly bool acceptsOutdated;

    // A verdict can change at these times, and at no other while the lists are the same.
    private readonly SortedSet<DateTimeOffset> turns = [];

    /// <param name="lists">The lists.</param>
    /// <param name="issuers">The certificates that the host configured.</param>
    /// <param name="acceptsOutdated">Whether a list goes on holding after its time.</param>
    public RevocationSnapshot(IReadOnlyList<RevocationList> lists, IReadOnlyList<X509Certificate2> issuers, bool acceptsOutdated)
    {
        this.lists = lists;
        this.acceptsOutdated = acceptsOutdated;
        confirmed = [.. lists.Where(list => issuers.Any(list.IsSignedBy))];
        foreach (RevocationList list in lists)
        {
            turns.Add(list.ThisUpdate);
            turns.Add(list.NextUpdate == DateTimeOffset.MaxValue ? list.NextUpdate : list.NextUpdate.AddTicks(1));
        }
    }

    /// <summary>Within which time a verdict of <paramref name="now"/> stays as it is.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) PeriodOf(DateTimeOffset now)
    {
        DateTimeOffset from = DateTimeOffset.MinValue;
        foreach (DateTimeOffset turn in turns)
        {
            if (turn > now)
            {
                return (from, turn.AddTicks(-1));
            }

            from = turn;
        }

        return (from, DateTimeOffset.MaxValue);
    }

    /// <summary>What the lists say of a chain, leaf first and root last. An issuer of which there is no list is not asked about.</summary>
    public CertificateVerdict Check(IReadOnlyList<X509Certificate2> chain, DateTimeOffset now)
    {
        CertificateVerdict worst = CertificateVerdict.Trusted;
        for (int i = 0; i + 1 < chain.Count; i++)
        {
            CertificateVerdict verdict = Check(chain[i], chain[i + 1], now);
            if (verdict == CertificateVerdict.Revoked)
            {
                return verdict;
            }

            worst = verdict == CertificateVerdict.Trusted ? worst : verdict;
        }

        return worst;
    }

    /// <summary>Whether a list that a configured certificate signed names a certificate whose own issuer is not known, since no chain is built for it.</summary>
    public bool Names(X509Certificate2 certificate, DateTimeOffset now) =>
        Newest(confirmed.Where(list => list.Covers(certificate)), now)?.Lists(certificate) == true;

    private CertificateVerdict Check(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now)
    {
        var covering = lists.Where(list => list.Covers(certificate)).ToList();
        if (covering.Count == 0)
        {
            return CertificateVerdict.Trusted;
        }

        RevocationList? newest = Newest(covering.Where(list => list.IsSignedBy(issuer)), now);
        return newest is null ? CertificateVerdict.RevocationUnknown
            : newest.Lists(certificate) ? CertificateVerdict.Revoked
            : now <= newest.NextUpdate || acceptsOutdated ? CertificateVerdict.Trusted
            : CertificateVerdict.RevocationUnknown;
    }

    // Of an issuer's lists the newest holds: a certificate that was only on hold is taken off again.
    private static RevocationList? Newest(IEnumerable<RevocationList> lists, DateTimeOffset now) =>
        lists.Where(list => list.ThisUpdate <= now).MaxBy(list => list.ThisUpdate);
}
