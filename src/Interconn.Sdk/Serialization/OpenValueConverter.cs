using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Serialization;

/// <summary>Writes and reads a value of an open set as its text.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal sealed class OpenValueConverter<T> : JsonConverter<T>
    where T : struct, IOpenValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? T.Create(reader.GetString()!) : throw new JsonException("A string is expected.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value ?? "");
    }
}
