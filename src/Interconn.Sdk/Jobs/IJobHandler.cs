using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>
/// Serves a partner's calls about jobs: chapter 8 of the standard. What a host does not implement answers
/// <see cref="InterconnCodes.NotServed"/>. A refusal is an <see cref="InterconnException"/> with its code.
/// </summary>
public interface IJobHandler
{
    /// <summary>Takes an application for the run of a flow. The decision is sent later, by 8.2. Section 8.1.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ApplyAuditAsync(JobAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>
    /// Takes the decision, and the permit where there is one, on an application for the run of a flow that this node sent. Section 8.2.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>
    /// Ends the agreement to the run of a flow and its permits, for the partner. A platform need not serve it. Section 8.3.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);
}
