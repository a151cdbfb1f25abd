using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Projects;

namespace Interconn.Sdk.Node.Audits;

/// <summary>An application as far as all five kinds are alike.</summary>
/// <param name="Resource">What it is about.</param>
/// <param name="AuditId">The id that the applicant gives it.</param>
/// <param name="ResourceId">The id of the dataset, project, flow, job or model.</param>
/// <param name="ProjectId">The project that it names, or null.</param>
/// <param name="ContractId">The contract that it names; null for flows, jobs and models.</param>
/// <param name="ApplicationJson">The whole of it.</param>
internal sealed record AuditDraft(
    AuditResource Resource, string AuditId, string ResourceId, string? ProjectId, string? ContractId, string ApplicationJson)
{
    public static AuditDraft Of(DatasetAuditApplication application) => new(
        AuditResource.Dataset, application.AuditId, application.DatasetId, null, application.ContractId, AuditApplications.Write(application));

    public static AuditDraft Of(ProjectAuditApplication application) => new(
        AuditResource.Project, application.AuditId, application.ProjectId, application.ProjectId, application.ContractId, AuditApplications.Write(application));

    public static AuditDraft Of(FlowAuditApplication application) => new(
        AuditResource.Flow, application.AuditId, application.FlowId, application.ProjectId, null, AuditApplications.Write(application));

    public static AuditDraft Of(JobAuditApplication application) => new(
        AuditResource.Job, application.AuditId, application.JobId, application.ProjectId, null, AuditApplications.Write(application));

    public static AuditDraft Of(ModelAuditApplication application) => new(
        AuditResource.Model, application.AuditId, application.ModelId, application.ApplyProjectId, null, AuditApplications.Write(application));

    public AuditKey KeyWith(string partnerNodeId) => new(Resource, partnerNodeId, AuditId);

    public AuditRecord ToRecord(PartyRole role, AuditContract contract, DateTimeOffset now) => new()
    {
        Resource = Resource,
        PartnerNodeId = contract.Key.PartnerNodeId,
        AuditId = AuditId,
        Role = role,
        Status = ApprovalStatus.Applied,
        ContractId = contract.Key.ContractId,
        ContractExpiresAt = contract.ExpiresAt,
        ResourceId = ResourceId,
        ProjectId = ProjectId,
        ApplicationJson = ApplicationJson,
        AppliedAt = now,
    };

    /// <summary>
    /// Whether a known application says the same. The order of members says nothing: who builds an application anew may write its maps in another.
    /// </summary>
    public bool SaysTheSameAs(AuditRecord audit)
    {
        if (audit.ApplicationJson == ApplicationJson)
        {
            return true;
        }

        using JsonDocument known = JsonDocument.Parse(audit.ApplicationJson);
        using JsonDocument own = JsonDocument.Parse(ApplicationJson);
        return JsonElement.DeepEquals(known.RootElement, own.RootElement);
    }
}
