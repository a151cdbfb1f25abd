using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Models;

/// <summary>
/// Serves a partner's calls about models: chapter 9 of the standard. What a host does not implement answers
/// <see cref="InterconnCodes.NotServed"/>. A refusal is an <see cref="InterconnException"/> with its code.
/// </summary>
public interface IModelHandler
{
    /// <summary>Takes an application for the use of a model. The decision is sent later, by 9.2. Section 9.1.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ApplyAuditAsync(ModelAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>
    /// Takes the decision, and the permit where there is one, on an application for the use of a model that this node sent. Section
    /// 9.2.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Ends the agreement to the use of a model and its permits, for the partner. Section 9.3.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers where an application for the use of a model stands. Section 9.4.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The state of the audit.</returns>
    Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);
}
