using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Serialization;

/// <summary>
/// Writes <c>resource_permit</c> as an object, and reads an object or a string that holds the object as JSON: 8.2 and 9.2 print a
/// string where 4.4, 5.2 and 7.2 print an object. The text of the string is held to the same options as the body around it.
/// </summary>
internal sealed class ResourcePermitConverter : JsonConverter<ResourcePermit>
{
    public override ResourcePermit? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonTypeInfo<ResourcePermit> permit = PermitOf(options);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => JsonSerializer.Deserialize(ref reader, permit),
            JsonTokenType.String => JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(reader.GetString()!), permit)
                ?? throw new JsonException("The text holds no object."),
            _ => throw new JsonException("An object is expected, or a string that holds one."),
        };
    }

    public override void Write(Utf8JsonWriter writer, ResourcePermit value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, PermitOf(options));

    private static JsonTypeInfo<ResourcePermit> PermitOf(JsonSerializerOptions options) =>
        (JsonTypeInfo<ResourcePermit>)options.GetTypeInfo(typeof(ResourcePermit));
}
