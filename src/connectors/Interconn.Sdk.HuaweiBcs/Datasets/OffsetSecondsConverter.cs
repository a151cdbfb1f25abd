using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>Writes a time as the document prints it, <c>2020-10-27T17:28:16+08:00</c>: whole seconds, with the offset also where it is zero.</summary>
internal sealed class OffsetSecondsConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:sszzz";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time
            : throw new JsonException("A time with its offset is expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
