using System.Text.Json.Serialization;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>Asks a collaborator to agree to a run of a flow: the request of 8.1.</summary>
public sealed record JobAuditApplication : IFieldRules
{
    /// <summary>The id that the applicant gives the audit. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    /// <summary>The job's id at its initiator. 1 to 128 characters.</summary>
    [JsonPropertyName("job_id")]
    public required string JobId { get; init; }

    /// <summary>The flow that the job runs. 1 to 128 characters.</summary>
    [JsonPropertyName("flow_id")]
    public required string FlowId { get; init; }

    /// <summary>The job's name. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The project that the job belongs to. 1 to 128 characters.</summary>
    [JsonPropertyName("project_id")]
    public required string ProjectId { get; init; }

    /// <summary>What the job computes. <see cref="DagCheck"/> finds nothing wrong with it.</summary>
    [JsonPropertyName("dag")]
    public required Dag Dag { get; init; }

    /// <summary>What the job is run with. <see cref="JobConfigCheck"/> finds nothing wrong with it. 7.1 calls it <c>config</c>.</summary>
    [JsonPropertyName("conf")]
    public required JobConfig Conf { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(AuditId);
        FieldRules.Id(JobId);
        FieldRules.Id(FlowId);
        FieldRules.Name(Name);
        FieldRules.Id(ProjectId);
        DagForm.Check(Dag, Conf, nameof(Conf));
    }
}
