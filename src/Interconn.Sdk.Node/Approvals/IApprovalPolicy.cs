using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>
/// Decides on what partners apply for, as far as this host wants that decided by a program. Made anew for each decision, so it may take scoped services.
/// Asked after the application was acknowledged; it may take its time. Where it throws, it is asked again later. Where several processes share the store, more
/// than one of them may ask about the same application; what the first says is done. Without one of the host's own everything is left to a person.
/// </summary>
public interface IApprovalPolicy
{
    /// <summary>
    /// Decides on an application for a contract. Not asked where a person must: where nothing speaks for the key
    /// (<see cref="ContractRecord.Trust"/>), and where a node that has a contract applies with another key, or without proving it.
    /// </summary>
    /// <param name="contract">The application.</param>
    /// <param name="cancellationToken">Signalled when the host stops.</param>
    /// <returns>What to do.</returns>
    ValueTask<ApprovalDirective> DecideContractAsync(ContractRecord contract, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ApprovalDirective.Wait);

    /// <summary>Decides on an application for the use of a resource.</summary>
    /// <param name="audit">The application.</param>
    /// <param name="cancellationToken">Signalled when the host stops.</param>
    /// <returns>What to do.</returns>
    ValueTask<ApprovalDirective> DecideAuditAsync(AuditRecord audit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ApprovalDirective.Wait);

    /// <summary>Decides whether a partner may go over to a key of another algorithm (3.4), which could be a weaker one. Not by default: 40301.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="offered">The new key, or certificate.</param>
    /// <param name="cancellationToken">Signalled when the caller has gone or the time is up.</param>
    /// <returns>Whether it may.</returns>
    ValueTask<bool> AllowsAlgorithmChangeAsync(ContractRecord contract, PartnerCredential offered, CancellationToken cancellationToken) =>
        ValueTask.FromResult(false);
}
