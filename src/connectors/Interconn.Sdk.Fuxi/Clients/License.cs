using System.Text.Json.Serialization;

namespace Interconn.Sdk.Fuxi.Clients;

/// <summary>A licence of an account (1.2, 1.3). It holds a credential; its text leaves it out.</summary>
public sealed record License
{
    /// <summary>The id of the licence. Null where the answer leaves it out.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>The id of the account. Null where the answer leaves it out.</summary>
    [JsonPropertyName("clientID")]
    public string? ClientId { get; init; }

    /// <summary>The credential that goes with the calls of sections 2 to 4: a JWT. A secret, to be kept by who asked for it.</summary>
    [JsonPropertyName("apiKey")]
    public required string ApiKey { get; init; }

    /// <summary>The licence without its credential.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"licence {Id} of {ClientId}";
}
