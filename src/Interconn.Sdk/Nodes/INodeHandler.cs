using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

/// <summary>
/// Serves a partner's calls about nodes, their contracts and their keys: chapter 3 of the standard. What a host does not implement answers
/// <see cref="InterconnCodes.NotServed"/>. A refusal is an <see cref="InterconnException"/> with its code.
/// </summary>
public interface INodeHandler
{
    /// <summary>
    /// Takes an application for a contract. It may be unsigned: look at <see cref="InterconnContext.IsSigned"/>. Section 3.1.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The id of the contract, which waits for its decision.</returns>
    Task<ContractReceipt> ApplyContractAsync(ContractApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>
    /// Takes the decision on an application that this node sent. It may be unsigned: look at <see cref="InterconnContext.IsSigned"/>.
    /// Section 3.2.
    /// </summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task ConfirmContractAsync(ContractConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Ends a contract for the partner. Section 3.3.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task TerminateContractAsync(ContractTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Takes what has changed about the partner's node. A platform need not serve it. Section 3.4.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>A task that ends when the call may be acknowledged.</returns>
    Task UpdateNodeAsync(NodeUpdate request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers where a contract stands. Section 3.5.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The state of the contract.</returns>
    Task<ContractState> QueryContractAsync(ContractQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers what a node says of itself. The caller is not proved: the endpoint takes no signature. Section 3.6.</summary>
    /// <param name="request">What is asked; its fields keep to their rules.</param>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The node.</returns>
    Task<NodeInfo> QueryNodeAsync(NodeQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);

    /// <summary>Answers how this node fares. A platform need not serve it. Section 3.7.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>The state of the node.</returns>
    Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken) =>
        throw new InterconnException(InterconnCodes.NotServed);
}
