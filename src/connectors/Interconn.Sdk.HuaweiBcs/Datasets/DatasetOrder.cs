using System.Globalization;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>The order of a dataset, as the ledger has it. What the answer leaves out is null.</summary>
public sealed record DatasetOrder
{
    /// <summary>The DID of who ordered.</summary>
    [JsonPropertyName("consumer")]
    public string? Consumer { get; init; }

    /// <summary>The name of who ordered.</summary>
    [JsonPropertyName("consumerName")]
    public string? ConsumerName { get; init; }

    /// <summary>The number of the order.</summary>
    [JsonPropertyName("orderSeq")]
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string OrderSeq { get; init; }

    /// <summary>The DID of who provides the dataset.</summary>
    [JsonPropertyName("provider")]
    public string? Provider { get; init; }

    /// <summary>The name of who provides the dataset.</summary>
    [JsonPropertyName("providerName")]
    public string? ProviderName { get; init; }

    /// <summary>The product of which the dataset is.</summary>
    [JsonPropertyName("productID")]
    public string? ProductId { get; init; }

    /// <summary>The name of the product.</summary>
    [JsonPropertyName("productName")]
    public string? ProductName { get; init; }

    /// <summary>The price as text, for instance <c>0</c>; the document names no unit.</summary>
    [JsonPropertyName("price")]
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Price { get; init; }

    /// <summary>When it was ordered, in Unix seconds as text.</summary>
    [JsonPropertyName("applyTime")]
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ApplyTime { get; init; }

    /// <summary>The AES key of the dataset, encrypted for the consumer.</summary>
    [JsonPropertyName("encryptedAesKey")]
    public string? EncryptedAesKey { get; init; }

    /// <summary>The state of the order: <c>ready</c>, <c>finished</c>, <c>failed</c>, <c>canceled</c>, or another text.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Why it was ordered.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>The proof that the order is locked; empty where it is not.</summary>
    [JsonPropertyName("lockProof")]
    public string? LockProof { get; init; }

    /// <summary>The DID of who created the process that the order is in; empty or null where it is in none.</summary>
    [JsonPropertyName("creatorDID")]
    public string? CreatorDid { get; init; }

    /// <summary>The process that the order is in; empty or null where it is in none.</summary>
    [JsonPropertyName("processID")]
    public string? ProcessId { get; init; }

    /// <summary><see cref="ApplyTime"/> as a time; null where it is none.</summary>
    [JsonIgnore]
    public DateTimeOffset? AppliedAt =>
        long.TryParse(ApplyTime, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The order without its key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"order {OrderSeq} of {ProductId} by {Consumer}: {Status}";
}
