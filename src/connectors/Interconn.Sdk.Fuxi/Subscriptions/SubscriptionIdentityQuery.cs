using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>The query of 4.2, 4.3 and 4.5, in whose table the name lacks its first letter.</summary>
internal sealed record SubscriptionIdentityQuery
{
    [JsonPropertyName("identity")]
    public required string Identity { get; init; }
}
