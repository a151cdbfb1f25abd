using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Serialization;

/// <summary>Writes and reads <c>expired_time</c> and <c>time_limit</c> by the rule of <see cref="InterconnTime"/>.</summary>
internal sealed class InterconnTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException("A number is expected.");
        }

        return reader.TryGetInt64(out long value) && InterconnTime.TryRead(value, out DateTimeOffset time)
            ? time
            : throw new FieldFormException("A time has 13 digits (ms), 10 (s) or 14 (yyyyMMddHHmmss in Asia/Shanghai).");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(InterconnTime.Write(value));
}
