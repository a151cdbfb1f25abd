using System.Text;

namespace Interconn.Sdk.Serialization;

/// <summary>
/// Remembers the names of the objects that are open while JSON is walked, to find one that is repeated. Few names are compared where they stand in the bytes; an object
/// with many gets a set, so that nobody's object costs the square of its members.
/// </summary>
/// <param name="json">What is walked.</param>
/// <param name="places">Room for where names stand, of all objects that are open.</param>
/// <param name="first">For each depth, the first of its places.</param>
internal ref struct MemberNames(ReadOnlySpan<byte> json, Span<Range> places, Span<int> first)
{
    /// <summary>How many places there should be.</summary>
    public const int PlaceCount = 64;

    private const int MaxCompared = 16;

    private readonly ReadOnlySpan<byte> json = json;
    private readonly Span<Range> places = places;
    private readonly Span<int> first = first;
    private HashSet<string>?[]? sets;
    private int count;

    /// <summary>Begins an object.</summary>
    public void Open(int depth)
    {
        first[depth] = count;
        if (sets is not null)
        {
            sets[depth] = null;
        }
    }

    /// <summary>Ends an object.</summary>
    public void Close(int depth) => count = first[depth];

    /// <summary>Takes a name, whose text is valid. False where the object has it already.</summary>
    /// <param name="start">Where the name stands.</param>
    /// <param name="length">How long it is there.</param>
    /// <param name="unescaped">What it says, where it is written with escapes: then it may be another spelling of one that stands there plainly.</param>
    /// <param name="depth">The depth of the object.</param>
    public bool TryAdd(int start, int length, string? unescaped, int depth)
    {
        ReadOnlySpan<byte> name = json.Slice(start, length);
        if (sets?[depth] is HashSet<string> set)
        {
            return set.Add(unescaped ?? Encoding.UTF8.GetString(name));
        }

        if (unescaped is not null || count == places.Length || count - first[depth] == MaxCompared)
        {
            return ToSet(depth).Add(unescaped ?? Encoding.UTF8.GetString(name));
        }

        foreach (Range place in places[first[depth]..count])
        {
            if (json[place].SequenceEqual(name))
            {
                return false;
            }
        }

        places[count++] = start..(start + length);
        return true;
    }

    private HashSet<string> ToSet(int depth)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        foreach (Range place in places[first[depth]..count])
        {
            set.Add(Encoding.UTF8.GetString(json[place]));
        }

        count = first[depth];
        sets ??= new HashSet<string>?[first.Length];
        sets[depth] = set;
        return set;
    }
}
