using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>What a node of a model gave out (6). What the answer leaves out is null.</summary>
public sealed record NodeResult
{
    /// <summary>The value. The document has a text; what is sent as another kind of JSON is here as its JSON text.</summary>
    [JsonPropertyName("result")]
    [JsonConverter(typeof(AnyTextConverter))]
    public string? Result { get; init; }

    /// <summary>The name of the node.</summary>
    [JsonPropertyName("nodeName")]
    public string? NodeName { get; init; }
}
