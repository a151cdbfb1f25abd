using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>What every certificate must hold to before it is asked who signed it: checked here, since platforms differ in it, or let it pass.</summary>
internal static class CertificateRules
{
    // Authorities sign seldom, with larger keys than nodes have.
    private const int MaxRsaBits = 8192;
    private const string ClientAuthenticationOid = "1.3.6.1.5.5.7.3.2";
    private const string AnyUsageOid = "2.5.29.37.0";

    // P-256, P-384, P-521 and SM2, by name. Parameters that are spelled out are none of them, whatever they are made to look like.
    private static readonly string[] Curves =
        ["06082a8648ce3d030107", "06052b81040022", "06052b81040023", "06082a811ccf5501822d"];

    // What building a chain enforces. Another that is critical says something that nobody here understands.
    private static readonly HashSet<string> UnderstoodExtensions = new(StringComparer.Ordinal)
    {
        "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.32", "2.5.29.33", "2.5.29.36", "2.5.29.37", "2.5.29.54",
    };

    /// <summary>The fault of a certificate, wherever it stands in the chain; null where there is none. Phrased to follow "the certificate".</summary>
    public static string? FaultOf(X509Certificate2 certificate) =>
        !CertificateForm.HasStrongSignature(certificate) ? "is signed with a digest weaker than SHA-256."
        : certificate.Extensions.Any(IsCriticalAndUnknown) ? "has a critical extension that is not known here."
        : certificate.Extensions.DistinctBy(extension => extension.Oid?.Value).Count() != certificate.Extensions.Count ? "has an extension twice."
        : FaultOfKey(certificate);

    /// <summary>The fault of a key that vouches for others; null where there is none.</summary>
    public static string? FaultOfKey(X509Certificate2 certificate)
    {
        if (certificate.PublicKey.Oid.Value != PublicKeyForm.RsaOid)
        {
            return certificate.PublicKey.Oid.Value == PublicKeyForm.EcOid
                && !Curves.Contains(Convert.ToHexStringLower(certificate.PublicKey.EncodedParameters?.RawData ?? []), StringComparer.Ordinal)
                ? "has an EC key on another curve than P-256, P-384, P-521 or SM2."
                : null;
        }

        using RSA? rsa = certificate.GetRSAPublicKey();
        RSAParameters key = rsa?.ExportParameters(includePrivateParameters: false) ?? default;
        int exponent = key.Exponent is null || key.Exponent.Length > Sha256RsaAlgorithm.MaxExponentLength
            ? 0
            : key.Exponent.Aggregate(0, (value, next) => (value << 8) | next);
        return rsa is null || rsa.KeySize is < Sha256RsaAlgorithm.MinBits or > MaxRsaBits
                ? $"has an RSA key outside of {Sha256RsaAlgorithm.MinBits} to {MaxRsaBits} bits."
            : exponent < Sha256RsaAlgorithm.MinExponent || exponent % 2 == 0
                ? $"has an RSA key with another public exponent than an odd one from {Sha256RsaAlgorithm.MinExponent} on, of 31 bits at most."
            : null;
    }

    /// <summary>
    /// Whether a certificate that says what it is for, or what those below it are for, may prove who calls. One that says nothing may.
    /// </summary>
    public static bool AllowsClientAuthentication(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().All(usages =>
            usages.EnhancedKeyUsages.Cast<Oid>().Any(usage => usage.Value is ClientAuthenticationOid or AnyUsageOid));

    private static bool IsCriticalAndUnknown(X509Extension extension) => extension.Critical && !UnderstoodExtensions.Contains(extension.Oid?.Value ?? "");
}
