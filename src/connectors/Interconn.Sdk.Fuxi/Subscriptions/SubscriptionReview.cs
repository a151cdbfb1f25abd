using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>The body of 4.5.</summary>
internal sealed record SubscriptionReview
{
    [JsonPropertyName("status")]
    public required SubscriptionStatus Status { get; init; }
}
