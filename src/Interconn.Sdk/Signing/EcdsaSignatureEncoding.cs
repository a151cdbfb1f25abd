namespace Interconn.Sdk.Signing;

/// <summary>
/// The two encodings of a signature on a 256-bit curve. Crypto libraries forgive much in DER (a missing leading zero, for one); two spellings of
/// one signature would let a replayed message look new, so the form is held to the letter before any crypto sees it.
/// </summary>
internal static class EcdsaSignatureEncoding
{
    public const int HalfLength = 32;
    public const int FixedWidthLength = 2 * HalfLength;
    public const int MaxDerLength = 2 + (2 * (2 + 1 + HalfLength));

    private const byte SequenceTag = 0x30;
    private const byte IntegerTag = 0x02;

    /// <summary>Whether the bytes are <c>SEQUENCE { r, s }</c> in minimal DER, both numbers positive and of at most 256 bits, nothing behind it.</summary>
    public static bool IsStrictDer(ReadOnlySpan<byte> der) => TrySplit(der, out _, out _);

    /// <summary>Writes the two numbers side by side.</summary>
    /// <exception cref="ArgumentException">The bytes are not strict DER.</exception>
    public static byte[] ToFixedWidth(ReadOnlySpan<byte> der)
    {
        byte[] result = new byte[FixedWidthLength];
        return TryToFixedWidth(der, result)
            ? result
            : throw new ArgumentException("The signature is not strict DER of two positive numbers of at most 256 bits.", nameof(der));
    }

    /// <summary>Writes the two numbers side by side into <see cref="FixedWidthLength"/> bytes. False where the bytes are not strict DER.</summary>
    public static bool TryToFixedWidth(ReadOnlySpan<byte> der, Span<byte> pair)
    {
        if (!TrySplit(der, out ReadOnlySpan<byte> r, out ReadOnlySpan<byte> s))
        {
            return false;
        }

        pair[..FixedWidthLength].Clear();
        r.CopyTo(pair[(HalfLength - r.Length)..]);
        s.CopyTo(pair[(FixedWidthLength - s.Length)..]);
        return true;
    }

    /// <summary>Writes the two numbers as strict DER. False for another length and where a number is zero, which strict DER refuses as well.</summary>
    public static bool TryToDer(ReadOnlySpan<byte> fixedWidth, out byte[] der)
    {
        der = [];
        if (fixedWidth.Length != FixedWidthLength)
        {
            return false;
        }

        ReadOnlySpan<byte> r = fixedWidth[..HalfLength].TrimStart((byte)0);
        ReadOnlySpan<byte> s = fixedWidth[HalfLength..].TrimStart((byte)0);
        if (r.IsEmpty || s.IsEmpty)
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[MaxDerLength];
        int length = 2;
        length += WriteInteger(buffer[length..], r);
        length += WriteInteger(buffer[length..], s);
        buffer[0] = SequenceTag;
        buffer[1] = (byte)(length - 2);
        der = buffer[..length].ToArray();
        return true;
    }

    private static int WriteInteger(Span<byte> output, ReadOnlySpan<byte> magnitude)
    {
        int sign = magnitude[0] >= 0x80 ? 1 : 0;
        output[0] = IntegerTag;
        output[1] = (byte)(magnitude.Length + sign);
        output[2] = 0;
        magnitude.CopyTo(output[(2 + sign)..]);
        return 2 + sign + magnitude.Length;
    }

    private static bool TrySplit(ReadOnlySpan<byte> der, out ReadOnlySpan<byte> r, out ReadOnlySpan<byte> s)
    {
        r = default;
        s = default;

        // Two numbers of this size always fit the short form of the length, so the long form is never minimal.
        return der.Length is >= 8 and <= MaxDerLength
            && der[0] == SequenceTag
            && der[1] == der.Length - 2
            && TryReadInteger(der[2..], out r, out ReadOnlySpan<byte> rest)
            && TryReadInteger(rest, out s, out rest)
            && rest.IsEmpty;
    }

    private static bool TryReadInteger(ReadOnlySpan<byte> input, out ReadOnlySpan<byte> magnitude, out ReadOnlySpan<byte> rest)
    {
        magnitude = default;
        rest = default;
        if (input.Length < 3 || input[0] != IntegerTag || input[1] is 0 or > HalfLength + 1 || input.Length < 2 + input[1])
        {
            return false;
        }

        ReadOnlySpan<byte> content = input.Slice(2, input[1]);
        rest = input[(2 + content.Length)..];
        if (content[0] >= 0x80)
        {
            return false;
        }

        if (content[0] == 0)
        {
            if (content.Length == 1 || content[1] < 0x80)
            {
                return false;
            }

            content = content[1..];
        }

        magnitude = content;
        return content.Length <= HalfLength;
    }
}
