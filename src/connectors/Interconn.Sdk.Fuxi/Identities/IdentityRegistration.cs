using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>Asks for an identity (2.1).</summary>
public sealed record IdentityRegistration
{
    /// <summary>The id, a name within a namespace of the account: <c>cat.fuxi.id</c> in <c>fuxi.id</c>.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public required string Email { get; init; }

    /// <summary>Who owns the identity, for instance <c>fuxi</c>.</summary>
    [JsonPropertyName("owner")]
    public required string Owner { get; init; }
}
