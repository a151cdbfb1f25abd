using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>
/// Reads and writes the one time that the document prints as <c>2018-03-12T12:23:10</c>, without a zone: it is at UTC+8. One with a zone is read by it, and one in
/// milliseconds as all others are.
/// </summary>
internal sealed class MarketTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        UnixMillisecondsConverter.TryRead(ref reader) ?? (reader.TokenType == JsonTokenType.String ? TryParse(ref reader) : null)
        ?? throw new JsonException("A time, as 2018-03-12T12:23:10, is expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToOffset(MarketTime.Offset).ToString(Format, CultureInfo.InvariantCulture));

    private static DateTimeOffset? TryParse(ref Utf8JsonReader reader)
    {
        // Its kind tells whether there was a zone.
        if (!reader.TryGetDateTime(out DateTime time))
        {
            return null;
        }

        if (time.Kind == DateTimeKind.Unspecified)
        {
            return time >= DateTime.MinValue + MarketTime.Offset ? new DateTimeOffset(time, MarketTime.Offset) : null;
        }

        return reader.TryGetDateTimeOffset(out DateTimeOffset zoned) ? MarketTime.FromMilliseconds(zoned.ToUnixTimeMilliseconds()) : null;
    }
}
