using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>Which exchanges are asked for (3.1.13). What is null is not sent.</summary>
public sealed record ExchangeQuery
{
    /// <summary>From which day of the market on, at UTC+8.</summary>
    [JsonPropertyName("gmtCreatedFrom")]
    public DateOnly? From { get; init; }

    /// <summary>Up to which day of the market, at UTC+8.</summary>
    [JsonPropertyName("gmtCreatedTo")]
    public DateOnly? To { get; init; }

    /// <summary>The account of the chain that asked for the data, for instance <c>1.2.11</c>.</summary>
    [JsonPropertyName("toAccount")]
    public string? ToAccount { get; init; }

    /// <summary>The request, as the market spells it.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

    /// <summary>The transaction on the chain, as the market spells it.</summary>
    [JsonPropertyName("txid")]
    public string? TxId { get; init; }
}
