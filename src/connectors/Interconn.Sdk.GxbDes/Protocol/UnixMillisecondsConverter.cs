using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>Reads and writes a time as milliseconds since 1970, a number that may come as text. How many digits it has says nothing.</summary>
internal sealed class UnixMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader) ?? throw new JsonException("Milliseconds since 1970 are expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());

    /// <summary>The time; null where the token is no such number.</summary>
    public static DateTimeOffset? TryRead(ref Utf8JsonReader reader) =>
        NeighbourJson.TryReadInteger(ref reader) is long milliseconds ? MarketTime.FromMilliseconds(milliseconds) : null;
}
