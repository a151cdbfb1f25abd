using System.Formats.Asn1;
using System.Numerics;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.BouncyCastle.Tests;

/// <summary>Private keys whose forms are written by hand, so that they can be written wrong.</summary>
internal static class Sm2PrivateKeys
{
    public const string EcOid = "1.2.840.10045.2.1";
    public const string CurveOid = "1.2.156.10197.1.301";

    public static Sm2SigningKey FromNumber(BigInteger number) => Sm2SigningKey.FromPem(Pem("EC PRIVATE KEY", Sec1(Fixed(number))));

    public static string Pem(string label, byte[] der) => $"-----BEGIN {label}-----\n{Convert.ToBase64String(der)}\n-----END {label}-----\n";

    public static byte[] Sec1(byte[] number, string? curve = CurveOid, byte[]? point = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(number);
            if (curve is not null)
            {
                using AsnWriter.Scope parameters = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
                writer.WriteObjectIdentifier(curve);
            }

            if (point is not null)
            {
                using AsnWriter.Scope half = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1));
                writer.WriteBitString(point);
            }
        }

        return writer.Encode();
    }

    public static byte[] Pkcs8(byte[] sec1, string algorithm = EcOid, string curve = CurveOid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                writer.WriteObjectIdentifier(curve);
            }

            writer.WriteOctetString(sec1);
        }

        return writer.Encode();
    }
}
