using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The name of a resource in a token set: <c>urn:interconn:{type}:{node}:{resource}</c>, each part percent-encoded as UTF-8.
/// </summary>
/// <remarks>
/// Written, only what must be is escaped: <c>/</c>, <c>,</c>, <c>:</c>, <c>%</c>, blanks, control characters and everything beyond ASCII. Read, further
/// escapes and lower-case hexadecimal digits are taken too, since libraries differ in what they escape; what must be escaped and is not,
/// a broken escape, and bytes that are no UTF-8 are refused. Names are compared by their decoded parts, never by their text.
/// </remarks>
/// <param name="ResourceType">The kind of the resource.</param>
/// <param name="NodeId">The node that holds the resource.</param>
/// <param name="ResourceId">The id of the resource at that node.</param>
public readonly record struct ResourceUrn(ResourceType ResourceType, string NodeId, string ResourceId)
{
    private const string Prefix = "urn:interconn:";

    // Visible ASCII less the four that have a meaning in a token set.
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        "!\"#$&'()*+-.0123456789;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="urn">The name; meaningless where the result is false.</param>
    /// <returns>Whether the text is such a name with three parts that are not empty.</returns>
    public static bool TryParse(string? text, out ResourceUrn urn) => TryParse(text.AsSpan(), out urn);

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="urn">The name; meaningless where the result is false.</param>
    /// <returns>Whether the text is such a name with three parts that are not empty.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ResourceUrn urn)
    {
        urn = default;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> parts = text[Prefix.Length..];

        // One more than there may be: a further colon then shows as a fourth part.
        Span<Range> ranges = stackalloc Range[4];
        if (parts.Split(ranges, ':') != 3 ||
            !TryDecode(parts[ranges[0]], out string type) ||
            !TryDecode(parts[ranges[1]], out string node) ||
            !TryDecode(parts[ranges[2]], out string resource))
        {
            return false;
        }

        urn = new ResourceUrn(new ResourceType(type), node, resource);
        return true;
    }

    /// <summary>The name as it stands in a token set. ASCII without blanks, so that it may also be logged as it is.</summary>
    /// <returns>For instance <c>urn:interconn:DATASET:LX0000010000280:d-01</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Prefix);
        Encode(ResourceType.Value, text);
        text.Append(':');
        Encode(NodeId, text);
        text.Append(':');
        Encode(ResourceId, text);
        return text.ToString();
    }

    /// <summary>Whether the name reads back as itself; not so with an empty part, or one with half a surrogate pair.</summary>
    internal bool CanTravel() => TryParse(ToString(), out ResourceUrn read) && read == this;

    private static void Encode(string? part, StringBuilder text)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(part ?? ""))
        {
            if (PlainCharacters.Contains((char)b))
            {
                text.Append((char)b);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }
    }

    private static bool TryDecode(ReadOnlySpan<char> part, out string text)
    {
        // As nearly all parts are: nothing to undo.
        if (!part.ContainsAnyExcept(PlainCharacters))
        {
            text = part.ToString();
            return !part.IsEmpty;
        }

        text = "";
        byte[] bytes = new byte[part.Length];
        int length = 0;
        for (int i = 0; i < part.Length; i++)
        {
            if (PlainCharacters.Contains(part[i]))
            {
                bytes[length++] = (byte)part[i];
            }
            else if (part[i] == '%' && i + 2 < part.Length && char.IsAsciiHexDigit(part[i + 1]) && char.IsAsciiHexDigit(part[i + 2]))
            {
                bytes[length++] = byte.Parse(part.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }
            else
            {
                return false;
            }
        }

        ReadOnlySpan<byte> decoded = bytes.AsSpan(0, length);
        if (length == 0 || !Utf8.IsValid(decoded))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(decoded);
        return true;
    }
}
