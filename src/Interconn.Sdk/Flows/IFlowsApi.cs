using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>Calls a partner about flows: chapter 7 of the standard.</summary>
public interface IFlowsApi
{
    /// <summary>Asks the partner to agree to a flow. Section 7.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ApplyAuditAsync(FlowAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for a flow. Section 7.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to a flow and its permits. Section 7.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for a flow stands. Section 7.4.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default);
}
