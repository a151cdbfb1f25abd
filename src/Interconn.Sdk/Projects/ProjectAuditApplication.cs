using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>Asks a partner to take part in a project: the request of 5.1, from the initiator to the collaborator.</summary>
public sealed record ProjectAuditApplication : IFieldRules, INamesContract
{
    /// <summary>The id that the applicant gives the audit. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    /// <summary>The contract that the applicant asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The project's id at its initiator. 1 to 128 characters.</summary>
    [JsonPropertyName("project_id")]
    public required string ProjectId { get; init; }

    /// <summary>The project's name. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What the project computes, or null. At most 256 characters.</summary>
    [JsonPropertyName("type")]
    public ProjectType? Type { get; init; }

    /// <summary>The collaborator's datasets that the project is to use, or null. At most 1,000.</summary>
    [JsonPropertyName("datasets")]
    public IReadOnlyList<ProjectDataset>? Datasets { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(AuditId);
        FieldRules.Id(ContractId);
        FieldRules.Id(ProjectId);
        FieldRules.Name(Name);
        FieldRules.ShortText(Type?.Value, nameof(Type));
        FieldRules.Each(Datasets);
    }
}
