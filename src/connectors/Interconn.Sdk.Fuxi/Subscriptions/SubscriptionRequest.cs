using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>Asks for a subscription to data (4.1).</summary>
public sealed record SubscriptionRequest
{
    /// <summary>The id of the identity that asks, which must be of the account that the licence is of.</summary>
    [JsonPropertyName("requestor")]
    public required string Requestor { get; init; }

    /// <summary>The id of the data identifier.</summary>
    [JsonPropertyName("identifier")]
    public required string Identifier { get; init; }

    /// <summary>The id of the identity that will receive the data.</summary>
    [JsonPropertyName("recipient")]
    public required string Recipient { get; init; }
}
