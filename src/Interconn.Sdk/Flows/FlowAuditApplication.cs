using System.Text.Json.Serialization;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>Asks a collaborator to agree to a flow: the request of 7.1.</summary>
public sealed record FlowAuditApplication : IFieldRules
{
    /// <summary>The id that the applicant gives the audit. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    /// <summary>The flow's id at its initiator. 1 to 128 characters.</summary>
    [JsonPropertyName("flow_id")]
    public required string FlowId { get; init; }

    /// <summary>The flow's name. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What the flow is about, or null. At most 4,096 characters.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The project that the flow belongs to, or null. 1 to 128 characters.</summary>
    [JsonPropertyName("project_id")]
    public string? ProjectId { get; init; }

    /// <summary>What the flow computes. <see cref="DagCheck"/> finds nothing wrong with it.</summary>
    [JsonPropertyName("dag")]
    public required Dag Dag { get; init; }

    /// <summary>
    /// What the flow is run with, or null. <see cref="JobConfigCheck"/> finds nothing wrong with it. 8.1 calls it <c>conf</c>.
    /// </summary>
    [JsonPropertyName("config")]
    public JobConfig? Config { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(AuditId);
        FieldRules.Id(FlowId);
        FieldRules.Name(Name);
        FieldRules.Description(Description);
        FieldRules.Id(ProjectId);
        DagForm.Check(Dag, Config, nameof(Config));
    }
}
