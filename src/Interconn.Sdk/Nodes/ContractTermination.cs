using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

/// <summary>Ends a contract: the request of 3.3. Either of the two nodes may send it.</summary>
public sealed record ContractTermination : IFieldRules, INamesContract
{
    /// <summary>The contract to end. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    void IFieldRules.Check() => FieldRules.Id(ContractId);
}
