using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>A company on the market (3.1.11). What the answer leaves out is null.</summary>
public sealed record Merchant
{
    /// <summary>Its account of the market.</summary>
    [JsonPropertyName("merchantId")]
    public required long MerchantId { get; init; }

    /// <summary>Its legal representative.</summary>
    [JsonPropertyName("authorizerName")]
    public string? AuthorizerName { get; init; }

    /// <summary>Its name.</summary>
    [JsonPropertyName("merchantName")]
    public string? MerchantName { get; init; }

    /// <summary>Where its logo is.</summary>
    [JsonPropertyName("logoUrl")]
    public string? LogoUrl { get; init; }

    /// <summary>Its site on the web.</summary>
    [JsonPropertyName("merchantAddress")]
    public string? MerchantAddress { get; init; }
}
