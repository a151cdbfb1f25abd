using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Clients;

/// <summary>An account as the server has made it (1.1). What the answer leaves out is null.</summary>
public sealed record RegisteredClient
{
    /// <summary>The id of the account, <c>did:fuxi:</c> and 64 hexadecimal digits; it names the account in every call of section 1.</summary>
    [JsonPropertyName("client_id")]
    public string ClientId { get; init; } = "";

    /// <summary>The name of the account.</summary>
    [JsonPropertyName("client_name")]
    public string? ClientName { get; init; }

    /// <summary>The secret of the account, where the answer repeats it. A secret.</summary>
    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }

    /// <summary>When the secret expires, in seconds since 1970; 0 means never.</summary>
    [JsonPropertyName("client_secret_expires_at")]
    public long? ClientSecretExpiresAt { get; init; }

    /// <summary>The organisation.</summary>
    [JsonPropertyName("organization")]
    public string? Organization { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    [JsonPropertyName("mobile")]
    public string? Mobile { get; init; }

    /// <summary>The scopes, separated by blanks.</summary>
    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    /// <summary>How the account is named to others, for instance <c>public</c>.</summary>
    [JsonPropertyName("subject_type")]
    public string? SubjectType { get; init; }

    /// <summary>When it was made.</summary>
    [JsonPropertyName("created_at")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    [JsonPropertyName("updated_at")]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Whatever else the server keeps with it.</summary>
    [JsonPropertyName("metadata")]
    public JsonElement? Metadata { get; init; }

    /// <summary>The account without its secret.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"client {ClientId} ({ClientName})";
}
