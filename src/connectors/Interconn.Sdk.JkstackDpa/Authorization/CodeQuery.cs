using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>The query of 1.1, in the order of the document's example.</summary>
internal sealed record CodeQuery
{
    public const string Code = "code";

    [JsonPropertyName("response_type")]
    public required string ResponseType { get; init; }

    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }
}
