using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>
/// The two spellings of a product's description. They are sent each where the document prints it; in answers either may stand, since nobody knows how the market keeps
/// what 3.1.3 brought.
/// </summary>
internal static class ProductSpelling
{
    public const string Description = "briefDesc";
    public const string DescriptionOfDraft = "brieDesc";

    /// <summary>A product with its description as the models spell it.</summary>
    public static JsonElement OfProduct(JsonElement product) =>
        IsOtherwise(product) && JsonObject.Create(product) is JsonObject changed ? Renamed(changed) : product;

    /// <summary>A list of products, likewise.</summary>
    public static JsonElement OfProducts(JsonElement products) => products.ValueKind == JsonValueKind.Array && products.EnumerateArray().Any(IsOtherwise)
        ? JsonElement.Parse($"[{string.Join(',', products.EnumerateArray().Select(static product => OfProduct(product).GetRawText()))}]")
        : products;

    private static bool IsOtherwise(JsonElement product) =>
        product.ValueKind == JsonValueKind.Object && product.TryGetProperty(DescriptionOfDraft, out _) && !product.TryGetProperty(Description, out _);

    private static JsonElement Renamed(JsonObject product)
    {
        JsonNode? description = product[DescriptionOfDraft];
        product.Remove(DescriptionOfDraft);
        product[Description] = description;
        return JsonElement.Parse(product.ToJsonString());
    }
}
