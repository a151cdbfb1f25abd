using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>
/// Serves a partner's calls about flows: chapter 7 of the standard. What a host does not implement answers
/// <see cref="InterconnCodes.NotServed"/>. A refusal is an <see cref="InterconnException"/> with its code.
/// </summary>
public interface IFlowHandler
{
    /// <summary>Takes an application for a flow. The decision is sent later, by 7.2. Section 7.1.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ApplyAuditAsync(FlowAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>
    /// Takes the decision, and the permit where there is one, on an application for a flow that this node sent. Section 7.2.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Ends the agreement to a flow and its permits, for the partner. Section 7.3.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers where an application for a flow stands. Section 7.4.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The state of the audit.</returns>
    Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);
}
