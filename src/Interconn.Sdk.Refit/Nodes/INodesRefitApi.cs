using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Nodes;

/// <summary>
/// Calls a partner about nodes, their contracts and their keys: chapter 3 of the standard. Throws as <see cref="Interconn.Sdk.Nodes.INodesApi"/> does.
/// </summary>
public interface INodesRefitApi
{
    /// <summary>Applies for a contract with the partner. Section 3.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The id of the contract, which waits for its decision.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/node/contract/apply")]
    Task<ContractReceipt> ApplyContractAsync([Body] ContractApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for a contract. Section 3.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/node/contract/confirm")]
    Task ConfirmContractAsync([Body] ContractConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends a contract. Section 3.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/node/contract/terminate")]
    Task TerminateContractAsync([Body] ContractTermination request, CancellationToken cancellationToken = default);

    /// <summary>Tells the partner what has changed about this node. A partner need not serve it. Section 3.4.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/node/update")]
    Task UpdateNodeAsync([Body] NodeUpdate request, CancellationToken cancellationToken = default);

    /// <summary>Asks where a contract stands. Section 3.5.</summary>
    /// <param name="contractId">The contract that is asked about. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the contract.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/node/contract/query")]
    Task<ContractState> QueryContractAsync([AliasAs("contract_id")] string contractId, CancellationToken cancellationToken = default);

    /// <summary>Asks what a node says of itself. No contract is needed. Section 3.6.</summary>
    /// <param name="nodeId">The node that is asked about. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The node.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/node/query")]
    Task<NodeInfo> QueryNodeAsync([AliasAs("node_id")] string nodeId, CancellationToken cancellationToken = default);

    /// <summary>Asks how the partner fares. A partner need not serve it. Section 3.7.</summary>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the node.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/node/health")]
    Task<NodeHealth> CheckHealthAsync(CancellationToken cancellationToken = default);
}
