using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;

namespace Interconn.Sdk.Client;

/// <summary>Makes ready the certificates that this node shows when it connects.</summary>
internal static class ClientCertificateFile
{
    /// <summary>The certificate with those that are sent behind it; null where none is set.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message names <paramref name="setting"/> and the file.</exception>
    public static SslStreamCertificateContext? Read(ClientCertificateOptions? options, string setting)
    {
        if (options is null)
        {
            return null;
        }

        try
        {
            var behind = new X509Certificate2Collection();
            X509Certificate2 certificate = options.Given() ?? ReadFiles(options, behind);

            // Offline: what is missing of the chain is not fetched from the addresses that a certificate names.
            return certificate.HasPrivateKey
                ? SslStreamCertificateContext.Create(certificate, behind, offline: true)
                : throw new CryptographicException($"The certificate '{certificate.Subject}' has no private key with it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"Interconn: {setting} ('{options.File}') cannot be used. {exception.Message} Set File to a PEM file with the certificate and KeyFile to one with its "
                + "private key, and KeyPassword where that is encrypted.",
                exception);
        }
    }

    private static X509Certificate2 ReadFiles(ClientCertificateOptions options, X509Certificate2Collection behind)
    {
        using X509Certificate2 read = options.KeyPassword is null
            ? X509Certificate2.CreateFromPemFile(options.File!, options.KeyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(options.File!, options.KeyPassword, options.KeyFile);
        behind.ImportFromPemFile(options.File!);
        behind.RemoveAt(0);

        // The TLS of Windows takes no key that is only in memory as it was read.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
    }
}
