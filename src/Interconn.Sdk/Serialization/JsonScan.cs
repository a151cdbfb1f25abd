using System.Text.Json;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Serialization;

/// <summary>
/// Walks JSON once before it is parsed. The serializer keeps free values unread, so that bad UTF-8 or half a surrogate pair in them would
/// throw much later and in the host's own code; it builds maps before anyone has counted them; and it keeps no names of the members that it
/// skips, so that a repetition among those would pass.
/// </summary>
internal static class JsonScan
{
    /// <summary>Whether a request's body is strict JSON with an object at its root, within the bounds, and repeats no member at any level.</summary>
    public static bool IsRequest(ReadOnlySpan<byte> json) => Holds(json, FieldRules.MaxListLength, FieldRules.MaxMapLength, findsRepetitions: true);

    /// <summary>Whether an answer is strict JSON with an object at its root. It is bounded in bytes only.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> json) => Holds(json, int.MaxValue, int.MaxValue, findsRepetitions: false);

    // Repetitions that are not found here are left to the serializer.
    private static bool Holds(ReadOnlySpan<byte> json, int maxListEntries, int maxMembers, bool findsRepetitions)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = InterconnJson.MaxDepth });
        Span<int> counts = stackalloc int[InterconnJson.MaxDepth + 1];
        Span<bool> lists = stackalloc bool[InterconnJson.MaxDepth + 1];
        var names = new MemberNames(json, stackalloc Range[findsRepetitions ? MemberNames.PlaceCount : 0], stackalloc int[InterconnJson.MaxDepth + 1]);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            int depth = 1;
            lists[depth] = false;
            counts[depth] = 0;
            names.Open(depth);
            while (reader.Read())
            {
                JsonTokenType token = reader.TokenType;
                if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    names.Close(depth--);
                    continue;
                }

                bool isEntry = token == JsonTokenType.PropertyName ? !lists[depth] : lists[depth];
                if (isEntry && ++counts[depth] > (lists[depth] ? maxListEntries : maxMembers))
                {
                    return false;
                }

                if (token is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(ref reader))
                {
                    return false;
                }

                if (token == JsonTokenType.PropertyName && findsRepetitions
                    && !names.TryAdd((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? reader.GetString() : null, depth))
                {
                    return false;
                }

                if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    depth++;
                    lists[depth] = token == JsonTokenType.StartArray;
                    counts[depth] = 0;
                    names.Open(depth);
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return System.Text.Unicode.Utf8.IsValid(reader.ValueSpan);
        }

        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
