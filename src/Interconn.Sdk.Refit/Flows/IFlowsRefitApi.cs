using Interconn.Sdk.Audits;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Flows;

/// <summary>Calls a partner about flows: chapter 7 of the standard. Throws as <see cref="Interconn.Sdk.Flows.IFlowsApi"/> does.</summary>
public interface IFlowsRefitApi
{
    /// <summary>Asks the partner to agree to a flow. Section 7.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/flow/audit/apply")]
    Task ApplyAuditAsync([Body] FlowAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for a flow. Section 7.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/flow/audit/confirm")]
    Task ConfirmAuditAsync([Body] AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to a flow and its permits. Section 7.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/flow/audit/terminate")]
    Task TerminateAuditAsync([Body] AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for a flow stands. Section 7.4.</summary>
    /// <param name="auditId">The audit that is asked about: the id that the applicant gave it. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/flow/audit/query")]
    Task<AuditState> QueryAuditAsync([AliasAs("audit_id")] string auditId, CancellationToken cancellationToken = default);
}
