using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>Asks for the detail of a project in which the caller takes part: the request of 5.6.</summary>
public sealed record ProjectQuery : IFieldRules, INamesContract
{
    /// <summary>The contract that the caller asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The project's id at its initiator. 1 to 128 characters.</summary>
    [JsonPropertyName("project_id")]
    public required string ProjectId { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(ContractId);
        FieldRules.Id(ProjectId);
    }
}
