using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>
/// Reads the times of a server written in Go: any offset, up to nine digits of a second (of which seven are kept), and the year 1 where there is no time.
/// </summary>
internal sealed class FuxiTimeConverter : JsonConverter<DateTimeOffset?>
{
    private const string NoTime = "0001-01-01T";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A time is expected.");
        if (text.Length == 0 || text.StartsWith(NoTime, StringComparison.Ordinal))
        {
            return null;
        }

        // Without its offset, a time would be read by the zone of the machine.
        return HasOffset(text) && reader.TryGetDateTimeOffset(out DateTimeOffset time) ? time : throw new JsonException("A time with its offset is expected.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is DateTimeOffset time)
        {
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static bool HasOffset(string text) => text[^1] == 'Z' || (text.Length > "yyyy-MM-ddTHH:mm:ss".Length && text[^6] is '+' or '-');
}
