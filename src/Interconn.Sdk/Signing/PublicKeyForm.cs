using System.Formats.Asn1;

namespace Interconn.Sdk.Signing;

/// <summary>
/// The outer form of a SubjectPublicKeyInfo, read strictly: the importers of the framework ignore what follows the key and
/// forgive encodings that are no DER, and a key must have one spelling, since its fingerprint is taken over the bytes.
/// </summary>
internal readonly record struct PublicKeyForm(string AlgorithmOid, ReadOnlyMemory<byte> Parameters, ReadOnlyMemory<byte> Key)
{
    public const string RsaOid = "1.2.840.113549.1.1.1";
    public const string EcOid = "1.2.840.10045.2.1";
    public const string P256Oid = "1.2.840.10045.3.1.7";

    /// <summary>Reads the form; false for what is no DER of a key, and where bytes follow it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> subjectPublicKeyInfo, out PublicKeyForm form)
    {
        form = default;
        try
        {
            var outer = new AsnReader(subjectPublicKeyInfo.ToArray(), AsnEncodingRules.DER);
            AsnReader info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            AsnReader algorithm = info.ReadSequence();
            string oid = algorithm.ReadObjectIdentifier();
            ReadOnlyMemory<byte> parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
            algorithm.ThrowIfNotEmpty();
            if (!info.TryReadPrimitiveBitString(out int unusedBits, out ReadOnlyMemory<byte> key) || unusedBits != 0)
            {
                return false;
            }

            info.ThrowIfNotEmpty();
            form = new PublicKeyForm(oid, parameters, key);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>The curve, where the parameters name one; null for explicit parameters and for none.</summary>
    public string? NamedCurve()
    {
        if (Parameters.IsEmpty)
        {
            return null;
        }

        try
        {
            var reader = new AsnReader(Parameters, AsnEncodingRules.DER);
            return reader.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier) ? reader.ReadObjectIdentifier() : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
