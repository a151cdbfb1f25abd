using System.Text.Json.Serialization;

namespace Interconn.Sdk.Nodes;

/// <summary>The answer of 3.1: the application was taken and waits for its decision.</summary>
public sealed record ContractReceipt
{
    /// <summary>The id that the partner gave the contract; all further calls about it name it.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }
}
