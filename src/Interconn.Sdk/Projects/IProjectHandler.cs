using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>
/// Serves a partner's calls about projects: chapter 5 of the standard. What a host does not implement answers
/// <see cref="InterconnCodes.NotServed"/>. A refusal is an <see cref="InterconnException"/> with its code.
/// </summary>
public interface IProjectHandler
{
    /// <summary>Takes an application for taking part in a project. The decision is sent later, by 5.2. Section 5.1.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ApplyAuditAsync(ProjectAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>
    /// Takes the decision, and the permit where there is one, on an application for taking part in a project that this node sent.
    /// Section 5.2.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Ends the agreement to taking part in a project and its permits, for the partner. Section 5.3.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers where an application for taking part in a project stands. Section 5.4.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The state of the audit.</returns>
    Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers one page of the projects in which the caller takes part; see <see cref="PageWindow"/>. Section 5.5.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The page.</returns>
    Task<Page<ProjectSummary>> ListAsync(ProjectListQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers the detail of a project in which the caller takes part. Section 5.6.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The project.</returns>
    Task<ProjectDetail> QueryAsync(ProjectQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);
}
