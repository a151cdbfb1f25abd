using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>A data identifier (3.1 to 3.6). What the answer leaves out is null, and lists are empty.</summary>
public sealed record DataIdentifier
{
    /// <summary>The id, for instance <c>news.cat.fuxi.id</c>.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The id of the identity that owns it.</summary>
    [JsonPropertyName("owner")]
    public string? Owner { get; init; }

    /// <summary>Where subscriptions of it are authorised.</summary>
    [JsonPropertyName("authAddress")]
    public string? AuthAddress { get; init; }

    /// <summary>Where the data is.</summary>
    [JsonPropertyName("dataAddress")]
    public string? DataAddress { get; init; }

    /// <summary>A digest of the data.</summary>
    [JsonPropertyName("dataDigest")]
    public string? DataDigest { get; init; }

    /// <summary>How it can be subscribed to, for instance <c>Free</c>.</summary>
    [JsonPropertyName("subscriptionType")]
    public SubscriptionType? SubscriptionType { get; init; }

    /// <summary>The category.</summary>
    [JsonPropertyName("categoryID")]
    public string? CategoryId { get; init; }

    /// <summary>The tags.</summary>
    [JsonPropertyName("tags")]
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The metadata.</summary>
    [JsonPropertyName("metadata")]
    public IReadOnlyDictionary<string, string> Metadata { get; init => field = value ?? NoMetadata; } = NoMetadata;

    /// <summary>A signature of the data, in Base64, where the server has made one (3.1).</summary>
    [JsonPropertyName("dataSignature")]
    public string? DataSignature { get; init; }

    private static IReadOnlyDictionary<string, string> NoMetadata => ReadOnlyDictionary<string, string>.Empty;
}
