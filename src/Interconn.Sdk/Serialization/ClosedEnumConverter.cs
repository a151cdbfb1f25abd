using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Serialization;

/// <summary>
/// Writes and reads a closed set by its exact words. The converter of the framework also takes other letter cases, numbers and
/// blanks, which the standard does not.
/// </summary>
internal abstract class ClosedEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> values;
    private readonly FrozenDictionary<T, string> words;

    protected ClosedEnumConverter(params ReadOnlySpan<(T Value, string Word)> members)
    {
        var byWord = new Dictionary<string, T>(StringComparer.Ordinal);
        var byValue = new Dictionary<T, string>();
        foreach ((T value, string word) in members)
        {
            byWord.Add(word, value);
            byValue.Add(value, word);
        }

        values = byWord.ToFrozenDictionary(StringComparer.Ordinal);
        words = byValue.ToFrozenDictionary();
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A string is expected.");
        }

        return values.TryGetValue(reader.GetString()!, out T value)
            ? value
            : throw new FieldFormException($"One of {string.Join(", ", values.Keys)} is expected.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(words.TryGetValue(value, out string? word)
            ? word
            : throw new JsonException($"{value} is no member of {typeof(T).Name}."));
}
