using Interconn.Sdk.Audits;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Jobs;

/// <summary>Calls a partner about jobs: chapter 8 of the standard. Throws as <see cref="Interconn.Sdk.Jobs.IJobsApi"/> does.</summary>
public interface IJobsRefitApi
{
    /// <summary>Asks the partner to agree to the run of a flow. Section 8.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/job/audit/apply")]
    Task ApplyAuditAsync([Body] JobAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for the run of a flow. Section 8.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/job/audit/confirm")]
    Task ConfirmAuditAsync([Body] AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to the run of a flow and its permits. A partner need not serve it. Section 8.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/job/audit/terminate")]
    Task TerminateAuditAsync([Body] AuditTermination request, CancellationToken cancellationToken = default);
}
