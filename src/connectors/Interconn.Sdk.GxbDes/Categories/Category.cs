using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Categories;

/// <summary>A category of products (3.1.2).</summary>
public sealed record Category
{
    /// <summary>Its number.</summary>
    [JsonPropertyName("categoryId")]
    public required long CategoryId { get; init; }

    /// <summary>Its name. Null where the answer leaves it out.</summary>
    [JsonPropertyName("categoryName")]
    public string? CategoryName { get; init; }
}
