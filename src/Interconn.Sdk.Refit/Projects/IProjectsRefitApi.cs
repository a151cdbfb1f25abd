using Interconn.Sdk.Audits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Projects;

/// <summary>Calls a partner about projects: chapter 5 of the standard. Throws as <see cref="Interconn.Sdk.Projects.IProjectsApi"/> does.</summary>
public interface IProjectsRefitApi
{
    /// <summary>Asks the partner to agree to taking part in a project. Section 5.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/project/audit/apply")]
    Task ApplyAuditAsync([Body] ProjectAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for taking part in a project. Section 5.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/project/audit/confirm")]
    Task ConfirmAuditAsync([Body] AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to taking part in a project and its permits. Section 5.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/project/audit/terminate")]
    Task TerminateAuditAsync([Body] AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for taking part in a project stands. Section 5.4.</summary>
    /// <param name="auditId">The audit that is asked about: the id that the applicant gave it. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/project/audit/query")]
    Task<AuditState> QueryAuditAsync([AliasAs("audit_id")] string auditId, CancellationToken cancellationToken = default);

    /// <summary>Asks for one page of the partner's projects in which this node takes part. Section 5.5.</summary>
    /// <param name="contractId">The contract that the caller asks under. 1 to 128 characters.</param>
    /// <param name="pageNum">The number of the page, from 1. Null means 1.</param>
    /// <param name="pageSize">The number of records in a page; -1 asks for all. Null means 20.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/project/list")]
    Task<Page<ProjectSummary>> ListAsync(
        [AliasAs("contract_id")] string contractId,
        [AliasAs("page_num")] int? pageNum = null,
        [AliasAs("page_size")] int? pageSize = null,
        CancellationToken cancellationToken = default);

    /// <summary>Asks for the detail of a project in which this node takes part. Section 5.6.</summary>
    /// <param name="contractId">The contract that the caller asks under. 1 to 128 characters.</param>
    /// <param name="projectId">The project's id at its initiator. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The project.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/project/query")]
    Task<ProjectDetail> QueryAsync(
        [AliasAs("contract_id")] string contractId,
        [AliasAs("project_id")] string projectId,
        CancellationToken cancellationToken = default);
}
