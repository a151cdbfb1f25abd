using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Protocol;

/// <summary>One page of a list: the answer of 4.1, 5.5 and 6.1.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public sealed record Page<T> : IJsonOnDeserialized
{
    /// <summary>The records of this page, empty past the end.</summary>
    [JsonPropertyName("records")]
    public required IReadOnlyList<T> Records { get; init; }

    /// <summary>How many records there are in all pages together.</summary>
    [JsonPropertyName("total")]
    public required int Total { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => ListEntries.RefuseNull(Records);
}
