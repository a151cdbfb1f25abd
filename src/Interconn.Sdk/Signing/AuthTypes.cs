namespace Interconn.Sdk.Signing;

/// <summary>
/// The values of <c>auth_type</c> that are read besides the identifiers of <see cref="SignatureAlgorithmIds"/>. The standard prints free
/// text in 3.1 and 3.2 and a list in 3.4.
/// </summary>
public static class AuthTypes
{
    /// <summary>An X.509 certificate; the algorithm is what the leaf's key implies.</summary>
    public const string Certificate = "CERT";

    /// <summary>Another spelling of <see cref="Certificate"/>.</summary>
    public const string CertificateLong = "CERTIFICATE";

    /// <summary>Another spelling of <see cref="Certificate"/>, as 3.1 prints it.</summary>
    public const string CertificateChinese = "证书";

    /// <summary>A public key; the algorithm is what the key implies.</summary>
    public const string PublicKey = "PUBLIC_KEY";

    /// <summary>Another spelling of <see cref="PublicKey"/>, as 3.1 prints it.</summary>
    public const string PublicKeyChinese = "公钥";
}
