using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>The query of 4.4.</summary>
internal sealed record SubscriptionsQuery
{
    /// <summary>The one value of the role that the server knows; it takes all others for the owner.</summary>
    public const string Requestor = "requestor";

    private const string Owner = "owner";

    [JsonPropertyName("role")]
    public required string Role { get; init; }

    [JsonPropertyName("identity")]
    public required string Identity { get; init; }

    [JsonPropertyName("status")]
    public SubscriptionStatus? Status { get; init; }

    [JsonPropertyName("type")]
    public SubscriptionType? Type { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }

    /// <summary>The role as it is sent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static string TextOf(SubscriptionRole role) => role switch
    {
        SubscriptionRole.Requestor => Requestor,
        SubscriptionRole.Owner => Owner,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "It is neither requestor nor owner, and the server would take it for owner."),
    };
}
