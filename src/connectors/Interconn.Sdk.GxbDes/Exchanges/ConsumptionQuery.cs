using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>Which of the caller's exchanges are asked for (3.1.12). What is null is not sent.</summary>
public sealed record ConsumptionQuery
{
    /// <summary>From which day of the market on, at UTC+8.</summary>
    [JsonPropertyName("gmtCreatedFrom")]
    public DateOnly? From { get; init; }

    /// <summary>Up to which day of the market, at UTC+8.</summary>
    [JsonPropertyName("gmtCreatedTo")]
    public DateOnly? To { get; init; }

    /// <summary>Of which product, 0 or more.</summary>
    [JsonPropertyName("productId")]
    public long? ProductId { get; init; }

    /// <summary>Which page, from 1.</summary>
    [JsonPropertyName("pageNo")]
    public int? PageNo { get; init; }

    /// <summary>How many on a page, 1 or more.</summary>
    [JsonPropertyName("pageSize")]
    public int? PageSize { get; init; }
}
