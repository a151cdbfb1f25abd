using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>A revocation list (RFC 5280, section 5) as it was read. Whether it is the issuer's own is another question: see <see cref="IsSignedBy"/>.</summary>
internal sealed class RevocationList
{
    public required X500DistinguishedName Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>Until when it holds, inclusive.</summary>
    public required DateTimeOffset NextUpdate { get; init; }

    public required IReadOnlySet<string> Serials { get; init; }

    public required ReadOnlyMemory<byte> SignedPart { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    public required string SignatureOid { get; init; }

    /// <summary>A serial number as it is compared. Zeros in front say nothing but the sign.</summary>
    public static string SerialOf(ReadOnlySpan<byte> serial) => Convert.ToHexString(serial.TrimStart((byte)0));

    public bool Covers(X509Certificate2 certificate) => Issuer.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    public bool IsNamedAs(X509Certificate2 issuer) => Issuer.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData);

    public bool Lists(X509Certificate2 certificate) => Serials.Contains(SerialOf(certificate.SerialNumberBytes.Span));

    public bool IsSignedBy(X509Certificate2 issuer)
    {
        // A certificate that says what its key is for must say this too.
        if (!IsNamedAs(issuer) || issuer.Extensions.OfType<X509KeyUsageExtension>().Any(usage => !usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign)))
        {
            return false;
        }

        (bool isRsa, HashAlgorithmName digest) = RevocationListReader.SignatureOf(SignatureOid);
        using RSA? rsa = isRsa ? issuer.GetRSAPublicKey() : null;
        using ECDsa? ecdsa = isRsa ? null : issuer.GetECDsaPublicKey();
        return rsa?.VerifyData(SignedPart.Span, Signature.Span, digest, RSASignaturePadding.Pkcs1)
            ?? ecdsa?.VerifyData(SignedPart.Span, Signature.Span, digest, DSASignatureFormat.Rfc3279DerSequence)
            ?? false;
    }
}
