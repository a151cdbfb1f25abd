using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Reads revocation lists, strictly: one that leaves a question open is refused as a whole. Lists that cover a part of what their issuer gave out, that speak
/// for other issuers, or that say only what changed would each let a revoked certificate pass.
/// </summary>
internal static class RevocationListReader
{
    /// <summary>The most bytes of a file.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string PemLabel = "X509 CRL";
    private const string CrlNumberOid = "2.5.29.20";
    private const string AuthorityKeyIdentifierOid = "2.5.29.35";
    private const string FreshestListOid = "2.5.29.46";
    private const string AuthorityInformationOid = "1.3.6.1.5.5.7.1.1";
    private const string ReasonOid = "2.5.29.21";
    private const string InvalidityDateOid = "2.5.29.24";
    private const string HoldInstructionOid = "2.5.29.23";
    private const int Version2 = 1;
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    // What stands here limits nothing that the list says; whatever else there is may, critical or not.
    private static readonly HashSet<string> HarmlessInList = [CrlNumberOid, AuthorityKeyIdentifierOid, FreshestListOid, AuthorityInformationOid];
    private static readonly HashSet<string> HarmlessInEntry = [ReasonOid, InvalidityDateOid, HoldInstructionOid];

    /// <summary>Reads one list in DER, or one or more in PEM.</summary>
    /// <exception cref="CryptographicException">It is no list, or one that is refused; the message says why.</exception>
    public static IReadOnlyList<RevocationList> Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            throw new CryptographicException($"It is larger than {MaxBytes} bytes.");
        }

        if (content.Length > 0 && content.Span[0] == 0x30)
        {
            return [ReadDer(content)];
        }

        string text = Encoding.ASCII.GetString(content.Span);
        var lists = new List<RevocationList>();
        int at = 0;
        while (PemEncoding.TryFind(text.AsSpan(at), out PemFields fields))
        {
            if (!text.AsSpan(at)[fields.Label].SequenceEqual(PemLabel))
            {
                throw new CryptographicException($"It has a PEM block of another kind than '{PemLabel}'.");
            }

            lists.Add(ReadDer(Convert.FromBase64String(text[at..][fields.Base64Data])));
            at += fields.Location.End.GetOffset(text.Length - at);
        }

        return lists.Count > 0 ? lists : throw new CryptographicException($"It is neither DER nor PEM with a block '{PemLabel}'.");
    }

    /// <summary>Whether a signature is RSA (PKCS#1) or ECDSA, and over which digest.</summary>
    public static (bool IsRsa, HashAlgorithmName Digest) SignatureOf(string oid) => oid switch
    {
        "1.2.840.113549.1.1.11" => (true, HashAlgorithmName.SHA256),
        "1.2.840.113549.1.1.12" => (true, HashAlgorithmName.SHA384),
        "1.2.840.113549.1.1.13" => (true, HashAlgorithmName.SHA512),
        "1.2.840.10045.4.3.2" => (false, HashAlgorithmName.SHA256),
        "1.2.840.10045.4.3.3" => (false, HashAlgorithmName.SHA384),
        "1.2.840.10045.4.3.4" => (false, HashAlgorithmName.SHA512),
        _ => throw new CryptographicException($"It is signed with an algorithm ({oid}) other than RSA (PKCS#1) or ECDSA over SHA-256, SHA-384 or SHA-512."),
    };

    private static RevocationList ReadDer(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            AsnReader list = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            ReadOnlyMemory<byte> signedPart = list.ReadEncodedValue();
            ReadOnlyMemory<byte> algorithm = list.ReadEncodedValue();
            byte[] signature = list.ReadBitString(out int unusedBits);
            list.ThrowIfNotEmpty();
            AsnReader content = new AsnReader(signedPart, AsnEncodingRules.DER).ReadSequence();
            if (content.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) && (!content.TryReadInt32(out int version) || version != Version2))
            {
                throw new CryptographicException("It has an unknown version.");
            }

            if (unusedBits != 0 || !content.ReadEncodedValue().Span.SequenceEqual(algorithm.Span))
            {
                throw new CryptographicException("Its signature is not of the algorithm that it names.");
            }

            string oid = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
            _ = SignatureOf(oid);
            return Read(content, signedPart, signature, oid);
        }
        catch (AsnContentException exception)
        {
            throw new CryptographicException("It is no revocation list in DER.", exception);
        }
    }

    private static RevocationList Read(AsnReader content, ReadOnlyMemory<byte> signedPart, byte[] signature, string oid)
    {
        var issuer = new X500DistinguishedName(content.ReadEncodedValue().Span);
        DateTimeOffset thisUpdate = ReadTime(content);
        if (!content.HasData || !IsTime(content.PeekTag()))
        {
            throw new CryptographicException("It does not say until when it holds (nextUpdate).");
        }

        DateTimeOffset nextUpdate = ReadTime(content);
        var serials = new HashSet<string>(StringComparer.Ordinal);
        if (content.HasData && content.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            AsnReader entries = content.ReadSequence();
            while (entries.HasData)
            {
                AsnReader entry = entries.ReadSequence();
                serials.Add(RevocationList.SerialOf(entry.ReadIntegerBytes().Span));
                ReadTime(entry);
                if (entry.HasData)
                {
                    CheckExtensions(entry.ReadSequence(), HarmlessInEntry);
                }

                entry.ThrowIfNotEmpty();
            }
        }

        if (content.HasData)
        {
            AsnReader wrapper = content.ReadSequence(ExtensionsTag);
            CheckExtensions(wrapper.ReadSequence(), HarmlessInList);
            wrapper.ThrowIfNotEmpty();
        }

        content.ThrowIfNotEmpty();
        return new RevocationList
        {
            Issuer = issuer,
            ThisUpdate = thisUpdate,
            NextUpdate = nextUpdate,
            Serials = serials,
            SignedPart = signedPart,
            Signature = signature,
            SignatureOid = oid,
        };
    }

    private static void CheckExtensions(AsnReader extensions, HashSet<string> harmless)
    {
        while (extensions.HasData)
        {
            string oid = extensions.ReadSequence().ReadObjectIdentifier();
            if (!harmless.Contains(oid))
            {
                throw new CryptographicException(
                    $"It has an extension ({oid}) that may limit what it covers. Supply the full list of the issuer: no delta, no part, none for other issuers.");
            }
        }
    }

    private static bool IsTime(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
