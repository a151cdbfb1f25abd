using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>Whom the node believes when partners prove themselves with certificates.</summary>
public sealed class CertificateTrustOptions
{
    /// <summary>The root certificates, self-signed. Empty, the default, means that only pinned keys are trusted. The machine's own roots are never used.</summary>
    public IList<X509Certificate2> Roots { get; } = [];

    /// <summary>
    /// Certificates between roots and leaves, for partners that send none: above all for client certificates, of which web servers hand over the leaf
    /// alone. They are a help in finding the way to a root, and are not trusted for themselves. Empty by default.
    /// </summary>
    public IList<X509Certificate2> Intermediates { get; } = [];

    /// <summary>
    /// Files with the revocation lists of roots and intermediates, in DER or as PEM (<c>X509 CRL</c>), each at most 16 MiB. Nothing is ever downloaded. A file is
    /// looked at again once a minute at most and read again where it changed; to replace one, write the new one beside it and rename it. An issuer of which there
    /// is no list is not asked about. Empty by default.
    /// </summary>
    public IList<string> RevocationListFiles { get; } = [];

    /// <summary>Revocation lists that the host has in memory, in DER or PEM. Later changes are not seen. Empty by default.</summary>
    public IList<ReadOnlyMemory<byte>> RevocationLists { get; } = [];

    /// <summary>
    /// Whether a revocation list goes on holding after its <c>nextUpdate</c>. Off by default: certificates of its issuer are then
    /// <see cref="CertificateVerdict.RevocationUnknown"/>, and refused, until there is a newer list.
    /// </summary>
    public bool AcceptOutdatedRevocationLists { get; set; }

    /// <summary>Adds the certificates of a PEM file to <see cref="Roots"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="CryptographicException">There is no certificate in it, or a damaged one. The message names the file.</exception>
    public void AddRootsFromPemFile(string path) => AddFromPemFile(path, Roots);

    /// <summary>Adds the certificates of a PEM file to <see cref="Intermediates"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="CryptographicException">There is no certificate in it, or a damaged one. The message names the file.</exception>
    public void AddIntermediatesFromPemFile(string path) => AddFromPemFile(path, Intermediates);

    private static void AddFromPemFile(string path, IList<X509Certificate2> target)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(File.ReadAllText(path));
        }
        catch (CryptographicException)
        {
            throw new CryptographicException($"A certificate in '{path}' is damaged.");
        }

        if (found.Count == 0)
        {
            throw new CryptographicException($"There is no PEM block 'CERTIFICATE' in '{path}'.");
        }

        foreach (X509Certificate2 certificate in found)
        {
            target.Add(certificate);
        }
    }
}
