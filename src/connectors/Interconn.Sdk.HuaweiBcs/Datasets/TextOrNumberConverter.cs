using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>Reads a text that other endpoints of the same product send as a number.</summary>
internal sealed class TextOrNumberConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException("A string or a number is expected."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
