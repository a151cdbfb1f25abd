using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>A price on the chain. Not to be mixed up with the amounts of bills, which are whole GXS with decimals.</summary>
public sealed record Price
{
    /// <summary>How much, in the smallest unit of the asset, 0 or more: 1 GXS is 100000.</summary>
    [JsonPropertyName("amount")]
    public required long Amount { get; init; }

    /// <summary>The asset, for instance <c>1.3.1</c>; the market's own spelling, which differs between its documents.</summary>
    [JsonPropertyName("assetId")]
    public required string AssetId { get; init; }
}
