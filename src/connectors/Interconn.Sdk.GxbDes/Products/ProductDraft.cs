using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>A product to be offered (3.1.3).</summary>
public sealed record ProductDraft
{
    /// <summary>The name.</summary>
    [JsonPropertyName("productName")]
    public required string ProductName { get; init; }

    /// <summary>The logo, the bytes of an image as Base64. The document leaves its size to the caller; keep it small.</summary>
    [JsonPropertyName("logoImgBase64")]
    public required string LogoImgBase64 { get; init; }

    /// <summary>A short description. On the wire it is <c>brieDesc</c> here, and <c>briefDesc</c> in all other sections.</summary>
    [JsonPropertyName(ProductSpelling.DescriptionOfDraft)]
    public required string BriefDesc { get; init; }

    /// <summary>The part of the members that must agree in a vote, 0 to 1: 0.7 is 70 %. On the wire it is <c>voteThrehold</c>.</summary>
    [JsonPropertyName("voteThrehold")]
    public required decimal VoteThreshold { get; init; }

    /// <summary>The category, 0 or more.</summary>
    [JsonPropertyName("categoryId")]
    public required long CategoryId { get; init; }

    /// <summary>The price of one exchange.</summary>
    [JsonPropertyName("price")]
    public required Price Price { get; init; }

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
