using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>An exchange as the chain has it (3.1.13). What the answer leaves out is null.</summary>
public sealed record ExchangeRecord
{
    /// <summary>Its number.</summary>
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    /// <summary>When it was.</summary>
    [JsonPropertyName("gmtCreated")]
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? Created { get; init; }

    /// <summary>The account of the chain that provided the data.</summary>
    [JsonPropertyName("fromAccount")]
    public string? FromAccount { get; init; }

    /// <summary>The account of the chain that asked for it.</summary>
    [JsonPropertyName("toAccount")]
    public string? ToAccount { get; init; }

    /// <summary>The request, as the market spells it: <c>Qm…</c> of IPFS, or 64 hex digits.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

    /// <summary>The transaction on the chain, as the market spells it: 40 or 64 hex digits.</summary>
    [JsonPropertyName("txid")]
    public string? TxId { get; init; }
}
