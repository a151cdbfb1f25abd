using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>A product in a list (3.1.8). What the answer leaves out is null.</summary>
public sealed record ProductSummary
{
    /// <summary>Its number.</summary>
    [JsonPropertyName("productId")]
    public required long ProductId { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("productName")]
    public string? ProductName { get; init; }

    /// <summary>Where the logo is.</summary>
    [JsonPropertyName("logoUrl")]
    public string? LogoUrl { get; init; }

    /// <summary>A short description.</summary>
    [JsonPropertyName(ProductSpelling.Description)]
    public string? BriefDesc { get; init; }

    /// <summary>Whether the data is personal.</summary>
    [JsonPropertyName("privacy")]
    public bool? Privacy { get; init; }

    /// <summary>The price of one exchange.</summary>
    [JsonPropertyName("price")]
    public Price? Price { get; init; }
}
