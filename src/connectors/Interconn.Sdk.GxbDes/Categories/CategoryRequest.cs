using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Categories;

/// <summary>The body that makes a category (3.1.2).</summary>
internal sealed record CategoryRequest
{
    [JsonPropertyName("categoryName")]
    public required string CategoryName { get; init; }
}
