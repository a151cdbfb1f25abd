using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>What a partner proves itself with: a public key, or a certificate chain whose leaf has one. Read and checked once.</summary>
public sealed class PartnerCredential
{
    internal PartnerCredential(string authType, VerificationKey key, IReadOnlyList<X509Certificate2> certificates)
    {
        AuthType = authType;
        Key = key;
        Certificates = certificates;
    }

    /// <summary>The derived type: an id of <see cref="SignatureAlgorithmIds"/>, or <see cref="AuthTypes.Certificate"/>.</summary>
    public string AuthType { get; }

    /// <summary>The public key, of the leaf where there is a certificate.</summary>
    public VerificationKey Key { get; }

    /// <summary>The certificates, leaf first; empty for a bare public key.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; }

    /// <summary>The leaf, or null for a bare public key.</summary>
    public X509Certificate2? Certificate => Certificates.Count == 0 ? null : Certificates[0];

    /// <summary>Names the credential by its type and the key's fingerprint.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => $"{AuthType} {Key.Fingerprint}";
}
