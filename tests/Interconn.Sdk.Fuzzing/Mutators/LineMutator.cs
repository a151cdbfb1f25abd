using System.Text;
using Interconn.Sdk.Fuzzing.Engine;

namespace Interconn.Sdk.Fuzzing.Mutators;

/// <summary>Changes the head of a message line by line: repeats, drops, swaps and adds headers, and changes their values.</summary>
internal static class LineMutator
{
    private const int MaxChanges = 3;

    private static readonly string[] Added =
    [
        "Transfer-Encoding: chunked", "Transfer-Encoding: identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: gzip, chunked", "Content-Length: 0", "Content-Length: 5",
        "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 2000000", "Content-Length: 1, 1", "Content-Encoding: gzip", "Expect: 100-continue",
        "Connection: close", "Connection: Upgrade", "Upgrade: h2c", "Upgrade: websocket", "Host: other", "X-HTTP-Method-Override: GET", "X-Forwarded-For: 127.0.0.1",
        "X-Content-Length: 5", "X_Nonce: 0123456789abcdef", "x-nonce: 0123456789abcdef", "x-source-node-id: LX0000010000280", "x-timestamp: 1798761600", "x-mprac-token-set: ",
        "x-mprac-token-set: a/1/b", "x-auth-sign: ", "x-auth-sign: AAAA", "Content-Type: text/plain", "Content-Type: application/json; charset=gbk", "Content-Type: application/json",
        "Origin: https://evil.example", "Cookie: a=b", " folded", "no colon", ": no name", "bad name: x", "Trailer: x-nonce", "TE: trailers", "Range: bytes=0-",
    ];

    private static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "PATCH", "QUERY", ""];

    public static byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> others, Dice dice)
    {
        // Latin-1 keeps every byte.
        string text = Encoding.Latin1.GetString(seed);
        string end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        List<string> lines = [.. text.Split(end)];
        for (int left = 1 + dice.Below(MaxChanges); left > 0; left--)
        {
            Change(lines, others, dice, end);
        }

        byte[] bytes = Encoding.Latin1.GetBytes(string.Join(end, lines));
        return bytes.Length <= ByteMutator.MaxLength ? bytes : bytes[..ByteMutator.MaxLength];
    }

    private static void Change(List<string> lines, IReadOnlyList<byte[]> others, Dice dice, string end)
    {
        int at = dice.Below(lines.Count);
        int colon = lines[at].IndexOf(':', StringComparison.Ordinal);
        switch (dice.Below(10))
        {
            case 0 when lines.Count > 1:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[at]);
                break;
            case 2:
                int with = dice.Below(lines.Count);
                (lines[at], lines[with]) = (lines[with], lines[at]);
                break;
            case 3 or 4:
                lines.Insert(Math.Min(lines.Count, 1 + dice.Below(lines.Count)), dice.Pick(Added));
                break;
            case 5 when colon >= 0:
                lines[at] = Changed(lines[at][..colon], dice) + lines[at][colon..];
                break;
            case 6:
                string[] start = lines[0].Split(' ');
                start[0] = dice.Pick(Methods);
                lines[0] = string.Join(' ', start);
                break;
            case 7:
                string[] words = lines[0].Split(' ');
                int word = dice.Below(words.Length);
                words[word] = Changed(words[word], dice);
                lines[0] = string.Join(' ', words);
                break;
            case 8 when others.Count > 0:
                lines.AddRange(Encoding.Latin1.GetString(dice.Pick(others)).Split(end));
                break;
            default:
                lines[at] = lines[at][..(colon + 1)] + Changed(lines[at][(colon + 1)..], dice);
                break;
        }
    }

    private static string Changed(string text, Dice dice) =>
        dice.OnceIn(4) ? text.ToUpperInvariant() : Encoding.Latin1.GetString(ByteMutator.Mutate(Encoding.Latin1.GetBytes(text), [], dice));
}
