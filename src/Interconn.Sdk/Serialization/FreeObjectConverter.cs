using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Interconn.Sdk.Serialization;

/// <summary>Reads an object of open content as the framework does, and checks its text at once; see <see cref="FreeJson"/>.</summary>
internal sealed class FreeObjectConverter : JsonConverter<JsonObject>
{
    public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object is expected.");
        }

        JsonElement element = JsonMetadataServices.JsonElementConverter.Read(ref reader, typeof(JsonElement), options);
        FreeJson.CheckText(element);
        return JsonObject.Create(element);
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
