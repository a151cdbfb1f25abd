using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>A product in full (3.1.9, and before and after a change in 3.1.11). What the answer leaves out is null.</summary>
public sealed record Product : IJsonOnDeserialized
{
    /// <summary>The name.</summary>
    [JsonPropertyName("productName")]
    public string? ProductName { get; init; }

    /// <summary>Where the logo is. Null in 3.1.11, which does not say.</summary>
    [JsonPropertyName("logoUrl")]
    public string? LogoUrl { get; init; }

    /// <summary>A short description.</summary>
    [JsonPropertyName(ProductSpelling.Description)]
    public string? BriefDesc { get; init; }

    /// <summary>The price of one exchange.</summary>
    [JsonPropertyName("price")]
    public Price? Price { get; init; }

    /// <summary>The category.</summary>
    [JsonPropertyName("categoryId")]
    public long? CategoryId { get; init; }

    /// <summary>Whether the data is personal.</summary>
    [JsonPropertyName("privacy")]
    public bool? Privacy { get; init; }

    /// <summary>What the product takes, by the names of the fields.</summary>
    [JsonPropertyName("input")]
    public IReadOnlyDictionary<string, FieldDefinition>? Input { get; init; }

    /// <summary>What the product gives, by the names of the fields.</summary>
    [JsonPropertyName("output")]
    public IReadOnlyDictionary<string, FieldDefinition>? Output { get; init; }

    /// <summary>Refuses fields that are null.</summary>
    /// <exception cref="JsonException">One is.</exception>
    void IJsonOnDeserialized.OnDeserialized()
    {
        ListEntries.RefuseNull(Input?.Values);
        ListEntries.RefuseNull(Output?.Values);
    }
}
