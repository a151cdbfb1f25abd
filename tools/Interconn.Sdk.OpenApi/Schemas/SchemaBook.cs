using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.OpenApi.Documentation;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.OpenApi.Schemas;

/// <summary>
/// The schemas of the models, each under its name, made as they are asked for. The framework's exporter would repeat a model at every place
/// that uses it, and says nothing of a type with a converter of its own, as closed sets, open texts, times and permits have.
/// </summary>
internal sealed class SchemaBook(FieldBounds bounds)
{
    private readonly SortedDictionary<string, JsonObject> schemas = new(StringComparer.Ordinal);

    /// <summary>All schemas that were asked for, by name.</summary>
    public JsonObject ToComponents() => new(schemas.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone())));

    /// <summary>Refers to a schema of this document's own, and adds it where it is new.</summary>
    public JsonObject Refer(string name, Func<JsonObject> make)
    {
        if (!schemas.ContainsKey(name))
        {
            // First the name, so that a model may hold itself.
            schemas.Add(name, []);
            schemas[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>The schema of a value: a model is referred to by its name.</summary>
    public JsonObject Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return new JsonObject { ["type"] = "string" };
        }

        if (type == typeof(int))
        {
            return new JsonObject { ["type"] = "integer", ["format"] = "int32" };
        }

        if (type == typeof(JsonObject))
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = true };
        }

        if (type == typeof(DateTimeOffset))
        {
            return Refer("Time", Time);
        }

        if (type.IsEnum)
        {
            return Refer(type.Name, () => ClosedSet(type));
        }

        if (typeof(IOpenText).IsAssignableFrom(type))
        {
            return Refer(type.Name, () => OpenSet(type));
        }

        JsonTypeInfo info = InterconnJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Refer(NameOf(type), () => Model(info)),
            JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = "array", ["items"] = Of(info.ElementType!) },
            JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(info.ElementType!) },
            _ => throw new NotSupportedException($"{type} has a converter that this tool does not know. Say here what it writes."),
        };
    }

    /// <summary>The schema of a field, without null: what it holds, its bounds and its description.</summary>
    public JsonObject Of(JsonPropertyInfo field)
    {
        JsonObject schema = Of(field.PropertyType);
        schema.Merge(bounds.Of(field.DeclaringType, field.Name));
        var property = (PropertyInfo)field.AttributeProvider!;
        string description = XmlDocumentation.Of(property);
        bool hasTwoForms = property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType == typeof(ResourcePermitConverter);
        schema["description"] = hasTwoForms ? $"{description} {XmlDocumentation.Of(typeof(ResourcePermitConverter))}" : description;
        return schema;
    }

    /// <summary>The fields that a model has on the wire.</summary>
    public static IEnumerable<JsonPropertyInfo> Fields(JsonTypeInfo model) =>
        model.Properties.Where(field => !field.IsExtensionData && (field.Get ?? (object?)field.Set) is not null);

    /// <summary><c>DatasetSummaryPage</c> for a page of them, the type's own name otherwise.</summary>
    public static string NameOf(Type type) =>
        type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name.Split('`')[0] : type.Name;

    private JsonObject Model(JsonTypeInfo info)
    {
        JsonObject model = Described(info.Type, "object", format: null);
        JsonPropertyInfo[] fields = [.. Fields(info)];
        JsonNode?[] required = [.. fields.Where(field => field.IsRequired).Select(field => (JsonNode?)field.Name)];
        if (required.Length > 0)
        {
            model["required"] = new JsonArray(required);
        }

        if (fields.Length > 0)
        {
            model["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)FieldOrNull(field))));
        }

        return model;
    }

    // Null stands for a field that is left out, and is read as such.
    private JsonObject FieldOrNull(JsonPropertyInfo field)
    {
        JsonObject schema = Of(field);
        if (field.IsRequired)
        {
            return schema;
        }

        if (schema["type"] is JsonNode type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            return schema;
        }

        JsonNode description = schema["description"]!.DeepClone();
        schema.Remove("description");
        return new JsonObject { ["description"] = description, ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonObject Time()
    {
        JsonObject schema = Described(typeof(InterconnTime), "integer", "int64");
        schema["description"] = $"{schema["description"]} {XmlDocumentation.Of(typeof(InterconnTime).GetMethod(nameof(InterconnTime.TryRead))!)}";
        return schema;
    }

    private static JsonObject ClosedSet(Type type)
    {
        JsonObject schema = Described(type, "string", format: null);
        JsonTypeInfo info = InterconnJson.Options.GetTypeInfo(type);
        schema["enum"] = new JsonArray([.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, info))]);
        IEnumerable<string> meanings = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(value => $"- {XmlDocumentation.Of(value)}");
        schema["description"] = $"{schema["description"]}\n\n{string.Join('\n', meanings)}";
        return schema;
    }

    private static JsonObject OpenSet(Type type)
    {
        JsonObject schema = Described(type, "string", format: null);
        IEnumerable<PropertyInfo> known = type.GetProperties(BindingFlags.Public | BindingFlags.Static);
        schema["examples"] = new JsonArray([.. known.Select(value => (JsonNode?)((IOpenText)value.GetValue(null)!).Value)]);
        return schema;
    }

    private static JsonObject Described(Type type, string jsonType, string? format)
    {
        var schema = new JsonObject { ["type"] = jsonType };
        if (format is not null)
        {
            schema["format"] = format;
        }

        schema["description"] = XmlDocumentation.Of(type);
        return schema;
    }
}
