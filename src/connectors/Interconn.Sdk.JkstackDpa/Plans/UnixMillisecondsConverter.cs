using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>Reads and writes a time as Unix milliseconds; a number in quotes is taken too.</summary>
internal sealed class UnixMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NeighbourJson.TryReadInteger(ref reader) is long milliseconds && milliseconds >= Earliest && milliseconds <= Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new JsonException("A time in Unix milliseconds is expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
