using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Models;

/// <summary>Calls a partner about models: chapter 9 of the standard.</summary>
public interface IModelsApi
{
    /// <summary>Asks the partner to agree to the use of a model. Section 9.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ApplyAuditAsync(ModelAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for the use of a model. Section 9.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to the use of a model and its permits. Section 9.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for the use of a model stands. Section 9.4.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default);
}
