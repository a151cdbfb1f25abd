using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>
/// A request as bytes, read a second time and only as far as the signature needs it: what a node served must be what somebody signed, by this reading too.
/// </summary>
internal sealed class RawRequest
{
    private static readonly string[] Unsigned = ["/v1/interconn/node/contract/apply", "/v1/interconn/node/contract/confirm", "/v1/interconn/node/query"];

    private readonly RequestDraft draft;

    private RawRequest(RequestDraft draft) => this.draft = draft;

    /// <summary>Whether the standard serves the target without a signature.</summary>
    public bool MayBeUnsigned => Unsigned.Contains(draft.Target.Split('?')[0], StringComparer.Ordinal);

    /// <summary>What is signed for the algorithm SHA256_RSA.</summary>
    public byte[] StringToSign => draft.StringToSign("SHA256_RSA");

    public bool IsSignedBy(RSA key)
    {
        byte[] signature = new byte[key.KeySize];
        return Convert.TryFromBase64String(draft["x-auth-sign"] ?? "", signature, out int length)
            && key.VerifyData(StringToSign, signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Reads the first request of the bytes; null where they have no end of a head.</summary>
    public static RawRequest? Read(byte[] bytes)
    {
        // Kestrel takes a line feed alone for the end of a line, and empty lines in front of a request.
        string text = Encoding.Latin1.GetString(bytes).TrimStart('\r', '\n');
        int end = text.IndexOf("\n\r\n", StringComparison.Ordinal) is int strict and >= 0 ? strict + 3 : text.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        if (end < 2)
        {
            return null;
        }

        string[] lines = [.. text[..end].Split('\n').Select(line => line.TrimEnd('\r'))];
        string[] start = lines[0].Split(' ');
        if (start.Length < 2)
        {
            return null;
        }

        var draft = new RequestDraft { Method = start[0], Target = start[1] };
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                draft.Headers.Add(new(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim(' ', '\t')));
            }
        }

        draft.Body = Body(draft, bytes[(bytes.Length - (text.Length - end))..]);
        return new RawRequest(draft);
    }

    private static byte[] Body(RequestDraft draft, byte[] rest)
    {
        if (draft["transfer-encoding"] is null)
        {
            return int.TryParse(draft["content-length"], NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? rest[..Math.Min(length, rest.Length)] : [];
        }

        var body = new List<byte>();
        while (rest.AsSpan().IndexOf("\r\n"u8) is int line and > 0
            && int.TryParse(Encoding.Latin1.GetString(rest, 0, line).Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size)
            && size > 0
            && rest.Length >= line + 2 + size + 2)
        {
            body.AddRange(rest.AsSpan(line + 2, size));
            rest = rest[(line + 2 + size + 2)..];
        }

        return [.. body];
    }
}
