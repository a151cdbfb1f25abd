using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>Calls a partner about projects: chapter 5 of the standard.</summary>
public interface IProjectsApi
{
    /// <summary>Asks the partner to agree to taking part in a project. Section 5.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ApplyAuditAsync(ProjectAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for taking part in a project. Section 5.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to taking part in a project and its permits. Section 5.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for taking part in a project stands. Section 5.4.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default);

    /// <summary>Asks for one page of the partner's projects in which this node takes part. Section 5.5.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<Page<ProjectSummary>> ListAsync(ProjectListQuery request, CancellationToken cancellationToken = default);

    /// <summary>Asks for the detail of a project in which this node takes part. Section 5.6.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The project.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<ProjectDetail> QueryAsync(ProjectQuery request, CancellationToken cancellationToken = default);
}
