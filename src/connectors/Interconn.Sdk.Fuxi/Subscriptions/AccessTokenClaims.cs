using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>
/// What the access token of a subscription says (4.1, 4.5). The token itself is <see cref="Subscription.AccessToken"/>, to be asked for by 4.2. What the answer
/// leaves out is null, and lists are empty.
/// </summary>
public sealed record AccessTokenClaims
{
    /// <summary>For whom it is: the recipient.</summary>
    [JsonPropertyName("aud")]
    public IReadOnlyList<string> Audience { get; init => field = value ?? []; } = [];

    /// <summary>When it ends, to the second.</summary>
    [JsonPropertyName("exp")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was made, to the second.</summary>
    [JsonPropertyName("iat")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Who made it, for instance <c>ORY Hydra</c>.</summary>
    [JsonPropertyName("iss")]
    public string? Issuer { get; init; }

    /// <summary>The id of the token.</summary>
    [JsonPropertyName("jti")]
    public string? TokenId { get; init; }

    /// <summary>The identity that asked.</summary>
    [JsonPropertyName("requestor")]
    public string? Requestor { get; init; }

    /// <summary>To what it gives access: the data identifier.</summary>
    [JsonPropertyName("scp")]
    public IReadOnlyList<string> Scopes { get; init => field = value ?? []; } = [];

    /// <summary>The identity that owns the data.</summary>
    [JsonPropertyName("sub")]
    public string? Subject { get; init; }

    /// <summary>The id of the subscription.</summary>
    [JsonPropertyName("subscription")]
    public string? SubscriptionId { get; init; }
}
