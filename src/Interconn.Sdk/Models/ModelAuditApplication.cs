using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Models;

/// <summary>Asks a collaborator for the permit to use a model in a further project: the request of 9.1.</summary>
public sealed record ModelAuditApplication : IFieldRules
{
    /// <summary>The id that the applicant gives the audit. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    /// <summary>The model's id. 1 to 128 characters.</summary>
    [JsonPropertyName("model_id")]
    public required string ModelId { get; init; }

    /// <summary>The project that is going to use the model, not the one that made it. 1 to 128 characters.</summary>
    [JsonPropertyName("apply_project_id")]
    public required string ApplyProjectId { get; init; }

    /// <summary>The digest of the model's content, or null. At most 256 characters.</summary>
    [JsonPropertyName("digest")]
    public string? Digest { get; init; }

    /// <summary>The task that made the model, or null. 1 to 128 characters.</summary>
    [JsonPropertyName("task_id")]
    public string? TaskId { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(AuditId);
        FieldRules.Id(ModelId);
        FieldRules.Id(ApplyProjectId);
        FieldRules.ShortText(Digest);
        FieldRules.Id(TaskId);
    }
}
