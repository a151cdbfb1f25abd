using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>What a field is that a product takes or gives. The name of the field is the key that it stands under.</summary>
public sealed record FieldDefinition
{
    /// <summary>The type, for instance <c>string</c> or <c>boolean</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>What the field means. It must be given when a product is made or changed; null where an answer leaves it out.</summary>
    [JsonPropertyName("desc")]
    public string? Desc { get; init; }

    /// <summary>Whether the field must be given. Null where nothing is said of it.</summary>
    [JsonPropertyName("required")]
    public bool? Required { get; init; }

    /// <summary>An example of a value, of whatever type. It must be given when a product is made or changed; null where an answer leaves it out.</summary>
    [JsonPropertyName("sample")]
    [JsonConverter(typeof(FreeElementConverter))]
    public JsonElement? Sample { get; init; }
}
