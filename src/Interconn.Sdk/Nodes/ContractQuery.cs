using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

/// <summary>Asks where a contract stands: the request of 3.5. Either of the two nodes may send it.</summary>
public sealed record ContractQuery : IFieldRules, INamesContract
{
    /// <summary>The contract that is asked about. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    void IFieldRules.Check() => FieldRules.Id(ContractId);
}
