using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Datasets;

/// <summary>Asks for the detail of one dataset: the request of 4.2.</summary>
public sealed record DatasetQuery : IFieldRules, INamesContract
{
    /// <summary>The contract that the caller asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The dataset's id at its holder. 1 to 128 characters.</summary>
    [JsonPropertyName("dataset_id")]
    public required string DatasetId { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(ContractId);
        FieldRules.Id(DatasetId);
    }
}
