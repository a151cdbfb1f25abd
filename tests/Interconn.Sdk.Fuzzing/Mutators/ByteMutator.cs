using System.Text;
using Interconn.Sdk.Fuzzing.Engine;

namespace Interconn.Sdk.Fuzzing.Mutators;

/// <summary>Changes that know nothing of what the bytes mean.</summary>
internal static class ByteMutator
{
    /// <summary>The most bytes of an input.</summary>
    public const int MaxLength = 64 * 1024;

    private const int MaxChanges = 6;

    private static readonly byte[][] Breakers =
    [
        [0], [0xFF], [0x80], [0x7F], "\r\n"u8.ToArray(), "\n"u8.ToArray(), "\t"u8.ToArray(), " "u8.ToArray(), [0xEF, 0xBB, 0xBF],
        // Half a surrogate pair, an overlong slash, a character beyond Unicode, a sequence that is cut off.
        [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8],
        "%"u8.ToArray(), "%00"u8.ToArray(), "%2F"u8.ToArray(), "%c0%af"u8.ToArray(), ","u8.ToArray(), "/"u8.ToArray(), ":"u8.ToArray(), "="u8.ToArray(), "中"u8.ToArray(),
        "😀"u8.ToArray(), "-1"u8.ToArray(), "+"u8.ToArray(), "2147483648"u8.ToArray(), "9223372036854775808"u8.ToArray(), "1e999999"u8.ToArray(), "{0}"u8.ToArray(),
    ];

    public static byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> others, Dice dice)
    {
        byte[] bytes = [.. seed];
        for (int left = 1 + dice.Below(MaxChanges); left > 0; left--)
        {
            bytes = Change(bytes, others, dice);
        }

        return bytes.Length <= MaxLength ? bytes : bytes[..MaxLength];
    }

    /// <summary>Changes a text by its bytes: what is no UTF-8 any more comes back with replacement characters.</summary>
    public static string Mutate(string seed, Dice dice) => Encoding.UTF8.GetString(Mutate(Encoding.UTF8.GetBytes(seed), [], dice));

    private static byte[] Change(byte[] bytes, IReadOnlyList<byte[]> others, Dice dice)
    {
        int at = dice.Below(bytes.Length + 1);
        int length = dice.Below(Math.Min(bytes.Length - at, 1 + (bytes.Length / 2)) + 1);
        switch (dice.Below(10))
        {
            case 0 when at < bytes.Length:
                bytes[at] ^= (byte)(1 << dice.Below(8));
                return bytes;
            case 1 when at < bytes.Length:
                bytes[at] = dice.Byte();
                return bytes;
            case 2:
                return [.. bytes[..at], .. dice.Bytes(1 + dice.Below(4)), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 5:
                return bytes[..at];
            case 6 when others.Count > 0:
                byte[] other = dice.Pick(others);
                return [.. bytes[..at], .. other[dice.Below(other.Length + 1)..]];
            case 7 when bytes.Length > 0:
                byte repeated = bytes[Math.Min(at, bytes.Length - 1)];
                return [.. bytes[..at], .. Enumerable.Repeat(repeated, dice.OnceIn(8) ? 20_000 : 1 + dice.Below(300)), .. bytes[at..]];
            default:
                return [.. bytes[..at], .. dice.Pick(Breakers), .. bytes[(dice.OnceIn(2) ? at : Math.Min(bytes.Length, at + 1))..]];
        }
    }
}
