using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>A parameter of a model (3). What the answer leaves out is null.</summary>
public sealed record ModelParameter
{
    /// <summary>The name, for instance <c>DPA_MODEL_WORKDIR</c>.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The type, for instance <c>running</c>; the document lists none.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }
}
