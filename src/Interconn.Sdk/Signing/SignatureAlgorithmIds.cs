namespace Interconn.Sdk.Signing;

/// <summary>The identifiers of signature algorithms, as they stand in <c>auth_type</c> (3.4) and in the string to sign.</summary>
public static class SignatureAlgorithmIds
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public const string Sha256Rsa = "SHA256_RSA";

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public const string Sha256Ecdsa = "SHA256_ECDSA";

    /// <summary>SM2 with SM3. Served by the package Interconn.Sdk.BouncyCastle.</summary>
    public const string Sm3Sm2 = "SM3_SM2";
}
