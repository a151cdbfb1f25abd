using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>The body of an invitation or application (3.1.4).</summary>
internal sealed record MembersRequest
{
    [JsonPropertyName("members")]
    public IReadOnlyList<long>? Members { get; init; }
}
