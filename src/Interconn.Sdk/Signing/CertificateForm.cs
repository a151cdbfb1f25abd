using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.Signing;

/// <summary>What must be read from a certificate and the framework does not tell.</summary>
internal static class CertificateForm
{
    private const string PssOid = "1.2.840.113549.1.1.10";
    private const string SubjectAlternativeNameOid = "2.5.29.17";
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag PssHashTag = new(TagClass.ContextSpecific, 0);

    // Those allowed are named, not those forbidden: SHA-1 and MD5 have more identifiers than anybody remembers.
    private static readonly HashSet<string> StrongSignatures = new(StringComparer.Ordinal)
    {
        "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
        "1.3.101.112", "1.3.101.113",
        "1.2.156.10197.1.501",
    };

    private static readonly HashSet<string> StrongDigests = new(StringComparer.Ordinal)
    {
        "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3",
    };

    /// <summary>Whether the certificate was signed over SHA-256, SHA-384, SHA-512 or SM3, or with EdDSA.</summary>
    public static bool HasStrongSignature(X509Certificate2 certificate)
    {
        string? oid = certificate.SignatureAlgorithm.Value;
        return oid is not null && (oid == PssOid ? HasStrongPssDigest(certificate) : StrongSignatures.Contains(oid));
    }

    /// <summary>The URIs among the alternative names of the subject; none where the extension is absent, repeated or cannot be read.</summary>
    public static IReadOnlyList<string> SubjectUris(X509Certificate2 certificate)
    {
        var extensions = certificate.Extensions.Where(e => e.Oid?.Value == SubjectAlternativeNameOid).ToList();
        if (extensions.Count != 1)
        {
            return [];
        }

        var uris = new List<string>();
        try
        {
            var outer = new AsnReader(extensions[0].RawData, AsnEncodingRules.DER);
            AsnReader names = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(UriTag))
                {
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException)
        {
            return [];
        }

        return uris;
    }

    // RSASSA-PSS has its digest in the parameters, and SHA-1 where they do not say.
    private static bool HasStrongPssDigest(X509Certificate2 certificate)
    {
        try
        {
            AsnReader content = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            content.ReadEncodedValue();
            AsnReader algorithm = content.ReadSequence();
            algorithm.ReadObjectIdentifier();
            AsnReader parameters = algorithm.ReadSequence();
            return parameters.HasData
                && parameters.PeekTag().HasSameClassAndValue(PssHashTag)
                && StrongDigests.Contains(parameters.ReadSequence(PssHashTag).ReadSequence().ReadObjectIdentifier());
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
