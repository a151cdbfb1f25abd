using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>An authorisation code (1.1).</summary>
public sealed record AuthorizationCode
{
    /// <summary>The code. It is good for one token, and secret until then.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>What it is, without the code.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "authorisation code";
}
