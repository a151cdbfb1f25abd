using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>What a product is to become (3.1.6), all of it. The threshold of its votes cannot be changed.</summary>
public sealed record ProductUpdate
{
    /// <summary>The name.</summary>
    [JsonPropertyName("productName")]
    public required string ProductName { get; init; }

    /// <summary>The logo, the bytes of an image as Base64. The document leaves its size to the caller; keep it small.</summary>
    [JsonPropertyName("logoImgBase64")]
    public required string LogoImgBase64 { get; init; }

    /// <summary>A short description.</summary>
    [JsonPropertyName(ProductSpelling.Description)]
    public required string BriefDesc { get; init; }

    /// <summary>The price of one exchange.</summary>
    [JsonPropertyName("price")]
    public required Price Price { get; init; }

    /// <summary>The category, 0 or more.</summary>
    [JsonPropertyName("categoryId")]
    public required long CategoryId { get; init; }

    /// <summary>Whether the data is personal.</summary>
    [JsonPropertyName("privacy")]
    public required bool Privacy { get; init; }

    /// <summary>What the product takes, by the names of the fields.</summary>
    [JsonPropertyName("input")]
    public required IReadOnlyDictionary<string, FieldDefinition> Input { get; init; }

    /// <summary>What the product gives, by the names of the fields.</summary>
    [JsonPropertyName("output")]
    public required IReadOnlyDictionary<string, FieldDefinition> Output { get; init; }
}
