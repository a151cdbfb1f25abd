using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>The certificates that a node sends for its own key: read from a file, and held against what partners take.</summary>
internal static class CertificateChainPem
{
    /// <exception cref="CryptographicException">A certificate is damaged, or the file too long.</exception>
    public static X509Certificate2Collection ReadFile(string path)
    {
        string text = PrivateKeyFile.Read(path);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
            return certificates;
        }
        catch (CryptographicException)
        {
            throw new CryptographicException($"A certificate in '{path}' is damaged.");
        }
    }

    /// <summary>Writes the chain as it is sent, after reading it as a partner with these algorithms would: what partners would refuse is found here.</summary>
    /// <exception cref="CryptographicException">There is no certificate, or partners would refuse one.</exception>
    public static string Write(IEnumerable<X509Certificate2> chain, string origin, SignatureAlgorithms algorithms)
    {
        string credential = string.Concat(chain.Select(c => c.ExportCertificatePem() + "\n"));
        if (credential.Length == 0)
        {
            throw new CryptographicException($"There is no certificate in {origin}. Expected are PEM blocks 'CERTIFICATE', the node's own first.");
        }

        try
        {
            new CredentialReader(algorithms).Read(AuthTypes.Certificate, credential);
            return credential;
        }
        catch (InterconnException refused)
        {
            throw new CryptographicException($"Partners would refuse {origin}. {refused.Message}");
        }
    }

    /// <exception cref="CryptographicException">The key is not the one of the first certificate.</exception>
    public static void DemandKey(X509Certificate2Collection chain, string certificatePath, VerificationKey key, string keyPath)
    {
        if (!chain[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.SubjectPublicKeyInfo.Span))
        {
            throw new CryptographicException(
                $"The private key in '{keyPath}' is not the one of the first certificate in '{certificatePath}'. Put the node's own certificate first.");
        }
    }
}
