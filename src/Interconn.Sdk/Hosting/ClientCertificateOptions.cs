using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Hosting;

/// <summary>The certificate that this node shows when it connects (mutual TLS): two files, or from code <see cref="Use"/>.</summary>
public sealed class ClientCertificateOptions
{
    private X509Certificate2? given;

    /// <summary>A PEM file with the certificate first and then those between it and the root, which are sent along.</summary>
    public string? File { get; set; }

    /// <summary>A PEM file with the private key; may be the same file.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The password of <see cref="KeyFile"/>, or null for a file that is not encrypted. Keep it in a secret store.</summary>
    public string? KeyPassword { get; set; }

    /// <summary>Takes a certificate that the host has in memory or in a key store, in place of files. (A method, since configuration cannot carry one.)</summary>
    /// <param name="certificate">The certificate with its private key. Not disposed of.</param>
    public void Use(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        given = certificate;
    }

    /// <summary>What <see cref="Use"/> was given. (No property: the binder of the configuration would go into it.)</summary>
    internal X509Certificate2? Given() => given;
}
