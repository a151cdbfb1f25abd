using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>An access token (1.2).</summary>
public sealed record AccessToken
{
    private const string Bearer = "Bearer";

    /// <summary>The scheme under which the token is sent: <c>Bearer</c>. The platform sends a blank behind it, which is no part of it.</summary>
    [JsonPropertyName("token_type")]
    public string TokenType { get; init => field = string.IsNullOrWhiteSpace(value) ? Bearer : value.Trim(); } = Bearer;

    /// <summary>The token: a JWT, but good also where it cannot be read. A secret.</summary>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary>
    /// When the token says that it ends (<c>exp</c>). Null where it says nothing that can be read. Its signature is not checked: only the platform has the key.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? ExpiresAt => TokenExpiry.TryRead(Token);

    /// <summary>What it is, without the token.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ExpiresAt is DateTimeOffset end ? $"{TokenType} token until {end:u}" : $"{TokenType} token";
}
