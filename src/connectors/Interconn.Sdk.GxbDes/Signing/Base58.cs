using System.Numerics;
using System.Security.Cryptography;

namespace Interconn.Sdk.GxbDes.Signing;

/// <summary>The spelling of keys: digits and letters without those that look alike.</summary>
internal static class Base58
{
    private const string Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int Base = 58;

    /// <summary>Writes bytes. A leading zero byte is the digit 1.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var digits = new Stack<char>();
        while (value > 0)
        {
            value = BigInteger.DivRem(value, Base, out BigInteger digit);
            digits.Push(Digits[(int)digit]);
        }

        int zeros = bytes.IndexOfAnyExcept((byte)0);
        for (int i = 0; i < (zeros < 0 ? bytes.Length : zeros); i++)
        {
            digits.Push(Digits[0]);
        }

        return new string([.. digits]);
    }

    /// <summary>Reads exactly as many bytes as <paramref name="destination"/> has; false where there are others, or the text is none of this spelling.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        destination.Clear();
        // The arithmetic grows with the square of the length: what cannot fit is not begun.
        if (text.IsEmpty || text.Length > destination.Length * 2)
        {
            return false;
        }

        BigInteger value = 0;
        foreach (char character in text)
        {
            int digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            value = (value * Base) + digit;
        }

        int zeros = text.IndexOfAnyExcept(Digits[0]);
        zeros = zeros < 0 ? text.Length : zeros;
        int length = value.IsZero ? 0 : value.GetByteCount(isUnsigned: true);
        return zeros + length == destination.Length
            && (length == 0 || value.TryWriteBytes(destination[zeros..], out _, isUnsigned: true, isBigEndian: true));
    }

    /// <summary>Whether the last bytes are the beginning of a digest of the others.</summary>
    public static bool HasChecksum(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> digest, int checksumLength) =>
        CryptographicOperations.FixedTimeEquals(bytes[^checksumLength..], digest[..checksumLength]);
}
