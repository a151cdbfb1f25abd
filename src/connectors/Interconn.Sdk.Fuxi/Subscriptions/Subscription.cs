using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>A subscription to data (4.1, 4.2, 4.4). What the answer leaves out is null. It may hold an access token; its text leaves it out.</summary>
public sealed record Subscription
{
    /// <summary>The id: 32 hexadecimal digits, a point, and the data identifier.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>What it is about, in words.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>
    /// The access token of a granted subscription; before that, and for a refused one, anything, even a token, which then is good for nothing. Use
    /// <see cref="AccessToken"/>. A secret.
    /// </summary>
    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>The identity that asked.</summary>
    [JsonPropertyName("requestor")]
    public string? Requestor { get; init; }

    /// <summary>The identity that receives the data.</summary>
    [JsonPropertyName("recipient")]
    public string? Recipient { get; init; }

    /// <summary>The identity that owns the data.</summary>
    [JsonPropertyName("owner")]
    public string? Owner { get; init; }

    /// <summary>The data identifier.</summary>
    [JsonPropertyName("identifier")]
    public string? Identifier { get; init; }

    /// <summary>Whether it is paid for.</summary>
    [JsonPropertyName("type")]
    public SubscriptionType? Type { get; init; }

    /// <summary>Where it stands.</summary>
    [JsonPropertyName("status")]
    public SubscriptionStatus? Status { get; init; }

    /// <summary>When it was asked for. What 4.1 answers and what is read later may differ by hours: the server stamps its local time as UTC.</summary>
    [JsonPropertyName("created_at")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed; as inexact as <see cref="CreatedAt"/>.</summary>
    [JsonPropertyName("modified_at")]
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>When it ends; as inexact as <see cref="CreatedAt"/>.</summary>
    [JsonPropertyName("expired_at")]
    public DateTimeOffset? ExpiredAt { get; init; }

    /// <summary>Whatever else is kept with it.</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string> Metadata { get; init => field = value ?? NoMetadata; } = NoMetadata;

    /// <summary>The access token. Null unless the subscription is granted. A secret.</summary>
    [JsonIgnore]
    public string? AccessToken => Status == SubscriptionStatus.Granted ? Content : null;

    private static IReadOnlyDictionary<string, string> NoMetadata => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The subscription without its content.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"subscription {Id} of {Requestor} for {Recipient}: {Status}";
}
