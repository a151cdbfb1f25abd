using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Bills;

/// <summary>All that the caller spent (3.1.17).</summary>
public sealed record AccountOverview : IJsonOnDeserialized
{
    /// <summary>The whole of it. Null where the answer leaves it out.</summary>
    [JsonPropertyName("overview")]
    public AccountTotals? Overview { get; init; }

    /// <summary>What each product cost. Empty where the answer leaves it out.</summary>
    [JsonPropertyName("productList")]
    public IReadOnlyList<ProductBill> ProductList { get; init => field = value ?? []; } = [];

    /// <summary>Refuses products that are null.</summary>
    /// <exception cref="JsonException">One is.</exception>
    void IJsonOnDeserialized.OnDeserialized() => ListEntries.RefuseNull(ProductList);
}
