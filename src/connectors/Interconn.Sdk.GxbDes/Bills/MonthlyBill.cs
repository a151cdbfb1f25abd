using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Bills;

/// <summary>What a product cost in a month (3.1.14). What the answer leaves out is null.</summary>
public sealed record MonthlyBill
{
    /// <summary>The product.</summary>
    [JsonPropertyName("productId")]
    public required long ProductId { get; init; }

    /// <summary>The name of the product.</summary>
    [JsonPropertyName("productName")]
    public string? ProductName { get; init; }

    /// <summary>How many exchanges there were.</summary>
    [JsonPropertyName("transferCount")]
    public long? TransferCount { get; init; }

    /// <summary>The price of one, in GXS.</summary>
    [JsonPropertyName("unitPrice")]
    public decimal? UnitPrice { get; init; }

    /// <summary>What they cost, in GXS. It need not be price times number: prices change.</summary>
    [JsonPropertyName("consumeAmount")]
    public decimal? ConsumeAmount { get; init; }
}
