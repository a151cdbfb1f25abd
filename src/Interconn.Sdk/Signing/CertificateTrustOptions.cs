using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>Whom the node believes when partners prove themselves with certificates.</summary>
public sealed class CertificateTrustOptions
{
    /// <summary>The root certificates, self-signed. Empty, the default, means that only pinned keys are trusted. The machine's own roots are never used.</summary>
    public IList<X509Certificate2> Roots { get; } = [];

    /// <summary>Adds the certificates of a PEM file to <see cref="Roots"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="CryptographicException">There is no certificate in it, or a damaged one. The message names the file.</exception>
    public void AddRootsFromPemFile(string path)
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
            Roots.Add(certificate);
        }
    }
}
