using Interconn.Sdk.Audits;
using Interconn.Sdk.Models;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Models;

/// <summary>Calls a partner about models: chapter 9 of the standard. Throws as <see cref="Interconn.Sdk.Models.IModelsApi"/> does.</summary>
public interface IModelsRefitApi
{
    /// <summary>Asks the partner to agree to the use of a model. Section 9.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/model/audit/apply")]
    Task ApplyAuditAsync([Body] ModelAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for the use of a model. Section 9.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/model/audit/confirm")]
    Task ConfirmAuditAsync([Body] AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to the use of a model and its permits. Section 9.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/model/audit/terminate")]
    Task TerminateAuditAsync([Body] AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for the use of a model stands. Section 9.4.</summary>
    /// <param name="auditId">The audit that is asked about: the id that the applicant gave it. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/model/audit/query")]
    Task<AuditState> QueryAuditAsync([AliasAs("audit_id")] string auditId, CancellationToken cancellationToken = default);
}
