using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>The body of 1.2. It holds the client secret.</summary>
internal sealed record TokenRequest
{
    public const string AuthorizationCode = "authorization_code";

    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public required string ClientSecret { get; init; }

    [JsonPropertyName("grant_type")]
    public required string GrantType { get; init; }

    [JsonPropertyName("user_id")]
    public string? UserId { get; init; }

    public override string ToString() => $"token request of {ClientId}";
}
