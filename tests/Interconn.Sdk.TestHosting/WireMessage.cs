using System.Text;

namespace Interconn.Sdk.TestHosting;

/// <summary>An HTTP/1.1 message as bytes, taken apart at its first empty line and changed in nothing.</summary>
public sealed record WireMessage(string StartLine, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public static WireMessage Parse(byte[] bytes)
    {
        int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        string[] lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = new List<KeyValuePair<string, string>>();
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 2)..]));
        }

        return new WireMessage(lines[0], headers, bytes[(end + 4)..]);
    }

    /// <summary>The value of a header that stands there once, letter for letter; null where it does not stand there.</summary>
    public string? this[string name] => Headers.SingleOrDefault(header => header.Key == name).Value;

    /// <summary>The request as a draft, so that its string to sign can be built from the profile.</summary>
    public RequestDraft ToDraft()
    {
        string[] parts = StartLine.Split(' ');
        var draft = new RequestDraft { Method = parts[0], Target = parts[1], Body = Body };
        draft.Headers.AddRange(Headers);
        return draft;
    }
}
