using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Writes the times of the server, each of whose answers has a form of its own.</summary>
internal sealed class GoTimeWriter(TimeSpan offset, string format) : JsonConverter<DateTimeOffset?>
{
    private static readonly TimeSpan ServerOffset = TimeSpan.FromHours(8);

    /// <summary>As the creation of an identity is answered: UTC.</summary>
    public static readonly FuxiJson Utc = FuxiJson.With(new GoTimeWriter(TimeSpan.Zero, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"));

    /// <summary>As identities are read: the time of the server's place.</summary>
    public static readonly FuxiJson Local = FuxiJson.With(new GoTimeWriter(ServerOffset, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"));

    /// <summary>As the creation of a subscription is answered: with nine digits of a second, of which the clock here knows seven.</summary>
    public static readonly FuxiJson Nanoseconds = FuxiJson.With(new GoTimeWriter(ServerOffset, "yyyy-MM-dd'T'HH:mm:ss.fffffff'00'zzz"));

    /// <summary>As subscriptions are read: the local time, stamped as if it were UTC.</summary>
    public static readonly FuxiJson Misstamped = FuxiJson.With(new GoTimeWriter(ServerOffset, "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'"));

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The server sends these, and gets none.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is DateTimeOffset time)
        {
            writer.WriteStringValue(time.ToOffset(offset).ToString(format, CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
