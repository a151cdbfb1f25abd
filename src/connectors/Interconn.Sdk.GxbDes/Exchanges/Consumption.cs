using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>An exchange that the caller paid for (3.1.12). What the answer leaves out is null.</summary>
public sealed record Consumption
{
    /// <summary>Its number.</summary>
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    /// <summary>The request, as the market spells it: <c>Qm…</c> of IPFS, or 64 hex digits.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

    /// <summary>The product.</summary>
    [JsonPropertyName("productId")]
    public long? ProductId { get; init; }

    /// <summary>The name of the product.</summary>
    [JsonPropertyName("productName")]
    public string? ProductName { get; init; }

    /// <summary>What it cost, in GXS.</summary>
    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    /// <summary>When it was.</summary>
    [JsonPropertyName("gmtCreated")]
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? Created { get; init; }
}
