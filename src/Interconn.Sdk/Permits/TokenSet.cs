using System.Globalization;
using System.Text;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The permits that go with a call, in <c>x-mprac-token-set</c>: <c>URN/level/token</c>, joined by commas. The user of a resource formats
/// one of the permits that it was given; the holder reads it and has it judged by a <see cref="PermitVerifier"/>.
/// </summary>
public sealed class TokenSet
{
    /// <summary>The most entries that a set may have.</summary>
    public const int MaxTuples = 32;

    /// <summary>The most characters, which are bytes, that a set may have: several header lines count together.</summary>
    public const int MaxLength = 16 * 1024;

    private const char FirstVisible = '!';
    private const char LastVisible = '~';

    private TokenSet(IReadOnlyList<PermitTuple> tuples, int unreadable)
    {
        Tuples = tuples;
        UnreadableCount = unreadable;
    }

    /// <summary>The set of a call without permits.</summary>
    public static TokenSet Empty { get; } = new([], 0);

    /// <summary>The entries that read, in the order in which they came.</summary>
    public IReadOnlyList<PermitTuple> Tuples { get; }

    /// <summary>How many entries did not read. They grant nothing and are no error: they may be of another vendor's making.</summary>
    public int UnreadableCount { get; }

    /// <summary>Writes the header for permits that this node was given, the highest level first.</summary>
    /// <param name="permits">The permits; a holder refuses a call with more of them than <see cref="MaxTuples"/>.</param>
    /// <returns>The value of the header; null where there are no permits, since the header must not be sent empty.</returns>
    /// <exception cref="ArgumentException">
    /// A token is empty or holds a comma, a blank or a character beyond visible ASCII; a resource cannot be named; there are more than
    /// <see cref="MaxTuples"/> permits or they make more than <see cref="MaxLength"/> characters. No token is in the message.
    /// </exception>
    public static string? Format(IEnumerable<ResourcePermit> permits)
    {
        ArgumentNullException.ThrowIfNull(permits);
        var text = new StringBuilder();
        int count = 0;

        // A holder spends the first that holds. With the strongest in front, the order is the same to one that reads no further.
        foreach (ResourcePermit permit in permits.OrderByDescending(permit => permit.ResourceLevel))
        {
            if (++count > MaxTuples)
            {
                throw new ArgumentException($"A token set holds at most {MaxTuples} permits.", nameof(permits));
            }

            var urn = new ResourceUrn(permit.ResourceType, permit.ResourceNodeId, permit.ResourceId);
            if (!urn.CanTravel())
            {
                throw new ArgumentException($"The resource of the permit for {urn} has an empty or ill-formed part.", nameof(permits));
            }

            if (!IsToken(permit.Token))
            {
                throw new ArgumentException(
                    $"The token of the permit for {urn} is empty or holds a comma, a blank or a character beyond visible ASCII.",
                    nameof(permits));
            }

            text.Append(count == 1 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{urn}/{permit.ResourceLevel}/{permit.Token}");
            if (text.Length > MaxLength)
            {
                throw new ArgumentException($"A token set is at most {MaxLength} characters long.", nameof(permits));
            }
        }

        return count == 0 ? null : text.ToString();
    }

    /// <summary>Reads the header.</summary>
    /// <param name="header">Its value, several lines joined with commas; null where it is absent.</param>
    /// <param name="set">The set; empty unless the result is <see cref="TokenSetForm.Valid"/>.</param>
    /// <returns>Whether the form holds. An absent header is a valid set without entries.</returns>
    public static TokenSetForm Read(string? header, out TokenSet set)
    {
        set = Empty;
        if (header is null)
        {
            return TokenSetForm.Valid;
        }

        if (header.Length > MaxLength)
        {
            return TokenSetForm.TooLong;
        }

        if (header.AsSpan().Trim(" \t").IsEmpty)
        {
            return TokenSetForm.Empty;
        }

        foreach (char c in header)
        {
            if (c is not (' ' or '\t' or (>= FirstVisible and <= LastVisible)))
            {
                return TokenSetForm.NotAscii;
            }
        }

        int count = header.AsSpan().Count(',') + 1;
        if (count > MaxTuples)
        {
            return TokenSetForm.TooManyTuples;
        }

        set = ReadTuples(header, count);
        return TokenSetForm.Valid;
    }

    /// <summary>Says how many entries there are. The tokens do not show.</summary>
    /// <returns>For instance <c>2 permits, 1 unreadable</c>.</returns>
    public override string ToString() => $"{Tuples.Count} permits, {UnreadableCount} unreadable";

    private static TokenSet ReadTuples(string header, int count)
    {
        var tuples = new List<PermitTuple>(count);
        int unreadable = 0;
        foreach (Range part in header.AsSpan().Split(','))
        {
            if (TryReadTuple(header.AsSpan(part).Trim(" \t"), out PermitTuple tuple))
            {
                tuples.Add(tuple);
            }
            else
            {
                unreadable++;
            }
        }

        return new TokenSet(tuples, unreadable);
    }

    // From the right, since a node's own tokens hold no slash while a URN of a careless partner may.
    private static bool TryReadTuple(ReadOnlySpan<char> text, out PermitTuple tuple)
    {
        tuple = default;
        int tokenSlash = text.LastIndexOf('/');
        if (tokenSlash < 0 || !IsToken(text[(tokenSlash + 1)..]))
        {
            return false;
        }

        ReadOnlySpan<char> named = text[..tokenSlash];
        int levelSlash = named.LastIndexOf('/');
        if (levelSlash < 0 ||
            !TryReadLevel(named[(levelSlash + 1)..], out int level) ||
            !ResourceUrn.TryParse(named[..levelSlash], out ResourceUrn urn))
        {
            return false;
        }

        tuple = new PermitTuple(urn, level, text[(tokenSlash + 1)..].ToString());
        return true;
    }

    // Only the text that we would write: the parser alone also takes "+1", "01" and "-0".
    private static bool TryReadLevel(ReadOnlySpan<char> text, out int level)
    {
        Span<char> written = stackalloc char[11];
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out level) &&
            level.TryFormat(written, out int length, provider: CultureInfo.InvariantCulture) &&
            text.SequenceEqual(written[..length]);
    }

    private static bool IsToken(ReadOnlySpan<char> token) =>
        !token.IsEmpty && !token.Contains(',') && !token.ContainsAnyExceptInRange(FirstVisible, LastVisible);
}
