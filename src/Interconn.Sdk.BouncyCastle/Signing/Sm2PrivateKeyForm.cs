using System.Formats.Asn1;
using System.Security.Cryptography;
using Interconn.Sdk.Signing;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>The forms of a private key for SM2: PKCS#8 (RFC 5208), and the one of SEC 1 (RFC 5915) that stands inside it or alone.</summary>
internal static class Sm2PrivateKeyForm
{
    private const int ScalarLength = 32;
    private const int Sec1Version = 1;
    private static readonly Asn1Tag CurveTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag PointTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <exception cref="AsnContentException">The bytes are not of that form.</exception>
    /// <exception cref="CryptographicException">It is a key of another kind.</exception>
    public static ECPrivateKeyParameters ReadPkcs8(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        info.ReadInteger();
        AsnReader algorithm = info.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != PublicKeyForm.EcOid)
        {
            throw OtherKind();
        }

        DemandCurve(algorithm);
        return ReadSec1(info.ReadOctetString(), isCurveKnown: true);
    }

    /// <exception cref="AsnContentException">The bytes are not of that form.</exception>
    /// <exception cref="CryptographicException">It is a key of another kind, or its halves do not belong to each other.</exception>
    public static ECPrivateKeyParameters ReadSec1(ReadOnlyMemory<byte> der, bool isCurveKnown = false)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        AsnReader content = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!content.TryReadInt32(out int version) || version != Sec1Version)
        {
            throw OtherKind();
        }

        byte[] scalar = content.ReadOctetString();
        if (content.HasData && content.PeekTag().HasSameClassAndValue(CurveTag))
        {
            DemandCurve(content.ReadSequence(CurveTag));
            isCurveKnown = true;
        }

        ECPrivateKeyParameters key = isCurveKnown ? Key(scalar) : throw OtherKind();
        CryptographicOperations.ZeroMemory(scalar);
        if (content.HasData && !content.ReadSequence(PointTag).ReadBitString(out _).AsSpan().SequenceEqual(PublicPoint(key)))
        {
            throw new CryptographicException("The public half is not the one of the private half.");
        }

        content.ThrowIfNotEmpty();
        return key;
    }

    /// <summary>Writes PKCS#8 with the public half in it, as openssl does.</summary>
    public static byte[] WritePkcs8(ECPrivateKeyParameters key)
    {
        byte[] scalar = Fixed(key.D);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteAlgorithm(writer);
            using AsnWriter.Scope octets = writer.PushOctetString();
            using AsnWriter.Scope content = writer.PushSequence();
            writer.WriteInteger(Sec1Version);
            writer.WriteOctetString(scalar);
            using AsnWriter.Scope point = writer.PushSequence(PointTag);
            writer.WriteBitString(PublicPoint(key));
        }

        CryptographicOperations.ZeroMemory(scalar);
        return writer.Encode();
    }

    public static byte[] WriteSubjectPublicKeyInfo(ECPrivateKeyParameters key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer);
            writer.WriteBitString(PublicPoint(key));
        }

        return writer.Encode();
    }

    /// <summary>Whether a number is a private key: 1 to n - 2 (GB/T 32918.1). With n - 1 a signature would divide by zero.</summary>
    public static bool IsInRange(BigInteger d) => d.SignValue > 0 && d.CompareTo(Sm2Curve.Domain.N.Subtract(BigInteger.Two)) <= 0;

    private static ECPrivateKeyParameters Key(byte[] scalar)
    {
        var d = new BigInteger(1, scalar);
        return scalar.Length == ScalarLength && IsInRange(d)
            ? new ECPrivateKeyParameters(d, Sm2Curve.Domain)
            : throw new CryptographicException("The number of the private key is out of range.");
    }

    private static byte[] PublicPoint(ECPrivateKeyParameters key) => Sm2Curve.Domain.G.Multiply(key.D).Normalize().GetEncoded(compressed: false);

    private static byte[] Fixed(BigInteger number)
    {
        byte[] bytes = number.ToByteArrayUnsigned();
        byte[] result = new byte[ScalarLength];
        bytes.CopyTo(result, ScalarLength - bytes.Length);
        CryptographicOperations.ZeroMemory(bytes);
        return result;
    }

    private static void WriteAlgorithm(AsnWriter writer)
    {
        using AsnWriter.Scope algorithm = writer.PushSequence();
        writer.WriteObjectIdentifier(PublicKeyForm.EcOid);
        writer.WriteObjectIdentifier(Sm2Curve.Oid);
    }

    private static void DemandCurve(AsnReader parameters)
    {
        if (!parameters.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier) || parameters.ReadObjectIdentifier() != Sm2Curve.Oid)
        {
            throw OtherKind();
        }

        parameters.ThrowIfNotEmpty();
    }

    private static CryptographicException OtherKind() => new("The key is not one on the named curve of SM2.");
}
