using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Bills;

/// <summary>Which month, by its first day (3.1.14, 3.1.15).</summary>
internal sealed record MonthQuery
{
    [JsonPropertyName("date")]
    public required DateOnly Date { get; init; }
}
