using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>What every answer of the platform stands in.</summary>
internal sealed record DpaEnvelope
{
    /// <summary>200 in success.</summary>
    [JsonPropertyName("code")]
    public int? Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonPropertyName("data")]
    public JsonElement Data { get; init; }
}
