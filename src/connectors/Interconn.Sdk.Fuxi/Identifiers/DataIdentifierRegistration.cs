using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>Asks for a data identifier (3.1). What is null is not sent.</summary>
public sealed record DataIdentifierRegistration
{
    /// <summary>The id, a name under the identity that owns it: <c>news.cat.fuxi.id</c> under <c>cat.fuxi.id</c>.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The id of the identity that owns it, which must be of the account that the licence is of.</summary>
    [JsonPropertyName("owner")]
    public required string Owner { get; init; }

    /// <summary>Where subscriptions of it are authorised. The server writes <c>http://localhost:4444</c> over it.</summary>
    [JsonPropertyName("AuthAddress")]
    public string? AuthAddress { get; init; }

    /// <summary>Where the data is.</summary>
    [JsonPropertyName("dataAddress")]
    public required string DataAddress { get; init; }

    /// <summary>A digest of the data, of whichever kind its owner chooses.</summary>
    [JsonPropertyName("dataDigest")]
    public required string DataDigest { get; init; }

    /// <summary>How it can be subscribed to. Null means <c>Free</c>.</summary>
    [JsonPropertyName("subscriptionType")]
    public SubscriptionType? SubscriptionType { get; init; }

    /// <summary>The category. Null means <c>other</c>.</summary>
    [JsonPropertyName("categoryID")]
    public string? CategoryId { get; init; }

    /// <summary>The tags, by which it can be found (3.5).</summary>
    [JsonPropertyName("tags")]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The metadata, by which it can be found (3.6).</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
