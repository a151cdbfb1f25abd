using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>Puts off what is due: before it is worked on, so that nobody else does and a failure does not make it due again at once; and after it failed.</summary>
internal sealed class DueDates(NodeState state)
{
    /// <summary>Takes an item to work on, until a time, or until its contract expires.</summary>
    /// <returns>False where it was changed since it was read: then it is somebody else's, or not due any more.</returns>
    public ValueTask<bool> TryTakeAsync(DueItem item, DateTimeOffset until, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        return state.TryCommitAsync(
            item.Contract is ContractRecord contract
                ? new NodeChange { At = now, Contracts = [contract with { DueAt = contract.ExpiresAt > now && contract.ExpiresAt < until ? contract.ExpiresAt : until }] }
                : new NodeChange { At = now, Audits = [item.Audit! with { DueAt = until }] },
            cancellationToken);
    }

    /// <summary>Puts off the decision on an application that is still open, unless it is due later already.</summary>
    public Task PutOffDecisionAsync(DecisionRequest request, DateTimeOffset until, CancellationToken cancellationToken) => state.CommitAsync(
        async token =>
        {
            if (request.Contract is ContractKey contractKey)
            {
                ContractRecord? contract = await state.Store.FindContractAsync(contractKey, token).ConfigureAwait(false);
                return contract is { Status: ApprovalStatus.Applied } && contract.DueAt < until
                    ? new Transition<bool>(new NodeChange { At = state.Now, Contracts = [contract with { DueAt = until }] }, true)
                    : default;
            }

            AuditRecord? audit = await state.Store.FindAuditAsync(request.Audit!.Value, token).ConfigureAwait(false);
            return audit is { Status: ApprovalStatus.Applied } && audit.DueAt < until
                ? new Transition<bool>(new NodeChange { At = state.Now, Audits = [audit with { DueAt = until }] }, true)
                : default;
        },
        cancellationToken);
}
