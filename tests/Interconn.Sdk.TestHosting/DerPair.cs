using System.Formats.Asn1;
using System.Numerics;

namespace Interconn.Sdk.TestHosting;

/// <summary>Signatures that are a pair of numbers, taken apart and written by hand, so that they can be written wrong.</summary>
public static class DerPair
{
    public static (BigInteger R, BigInteger S) Split(byte[] der)
    {
        AsnReader pair = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        return (pair.ReadInteger(), pair.ReadInteger());
    }

    public static byte[] Der(BigInteger r, BigInteger s) => Sequence(DerInteger(r), DerInteger(s));

    public static byte[] Sequence(params byte[][] parts) => [0x30, (byte)parts.Sum(part => part.Length), .. parts.SelectMany(part => part)];

    public static byte[] DerInteger(BigInteger number) => Padded(number, 0);

    /// <summary>An integer with zeros before it that are too many.</summary>
    public static byte[] Padded(BigInteger number, int zeros)
    {
        byte[] bytes = number.ToByteArray(isBigEndian: true);
        return [0x02, (byte)(bytes.Length + zeros), .. new byte[zeros], .. bytes];
    }

    /// <summary>A number of 32 bytes, as it stands in <c>r‖s</c>.</summary>
    public static byte[] Fixed(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    /// <summary>A number from 64 hex digits.</summary>
    public static BigInteger Number(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
