using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Clients;

/// <summary>Asks for an account, called a client (1.1). It carries the secret that the account will have; its text leaves it out.</summary>
public sealed record ClientRegistration
{
    /// <summary>
    /// The secret that the account will have: 1 to 16384 visible ASCII characters without blanks, since it goes into a header later. A secret.
    /// </summary>
    [JsonPropertyName("client_secret")]
    public required string ClientSecret { get; init; }

    /// <summary>The organisation, whose namespace the identities of the account will be in: <c>fuxi</c> gives <c>fuxi.id</c>.</summary>
    [JsonPropertyName("organization")]
    public required string Organization { get; init; }

    /// <summary>The telephone number, as text.</summary>
    [JsonPropertyName("mobile")]
    public required string Mobile { get; init; }

    /// <summary>The name of the account.</summary>
    [JsonPropertyName("client_name")]
    public required string ClientName { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public required string Email { get; init; }

    /// <summary>The account without its secret.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"registration of client {ClientName} of {Organization}";
}
