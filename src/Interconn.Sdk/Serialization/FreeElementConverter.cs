using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Interconn.Sdk.Serialization;

/// <summary>Reads any JSON as the framework does, and checks its text at once; see <see cref="FreeJson"/>.</summary>
internal sealed class FreeElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement element = JsonMetadataServices.JsonElementConverter.Read(ref reader, typeToConvert, options);
        FreeJson.CheckText(element);
        return element;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}
