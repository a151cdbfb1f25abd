using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>How a contract ends, whoever ends it: with its permits in one step, then what hangs on it.</summary>
internal sealed class ContractEnding(ContractBook book, ContractTransitions transitions, ContractTurns turns, AuditCascade cascade)
{
    /// <summary>
    /// The move that ends a contract, for a cause that the log names. Messages that wait for the partner are superseded by the given ones, unless
    /// <paramref name="supersedesLane"/> leaves that to them.
    /// </summary>
    public async ValueTask<ContractMove> PrepareAsync(
        ContractRecord contract,
        string cause,
        DateTimeOffset endedAt,
        IReadOnlyList<OutboxMessage> messages,
        bool supersedesLane,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = book.Now;
        IReadOnlyList<PermitSelection> permits = [];
        IReadOnlyList<ContractRecord> restsOn = [];
        IReadOnlyList<Turn> taken = [];
        if (contract.ApprovedAt is not null)
        {
            Turn turn = await turns.WithAsync(contract.PartnerNodeId, cancellationToken).ConfigureAwait(false);
            (PermitSelection ended, restsOn) = await cascade.PermitsOfAsync(contract, cancellationToken).ConfigureAwait(false);
            permits = [ended];

            // The last one takes all permits of the pair: it must not be the last but one, since another has just come into force.
            taken = restsOn.Count == 0 ? [turn] : [];
        }

        string ownKeyLane = OutboxLane.OfOwnKey(contract.Key);
        return ContractMove.To(
            new NodeChange
            {
                At = now,
                Contracts = [transitions.Terminated(contract, endedAt, now)],
                RestsOn = restsOn,
                Turns = taken,
                RevokedPermits = permits,
                SupersededLanes = supersedesLane ? [OutboxLane.Of(contract.Key), ownKeyLane] : [ownKeyLane],
                Messages = messages,
            },
            logger => ContractLog.Terminated(logger, contract.PartnerNodeId, contract.ContractId, cause, contract.Role));
    }

    /// <summary>The move that ends a contract without telling the partner, who knows or finds out by itself.</summary>
    public ValueTask<ContractMove> PrepareAsync(ContractRecord contract, string cause, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        PrepareAsync(contract, cause, endedAt, [], supersedesLane: true, cancellationToken);

    /// <summary>
    /// Ends what hangs on a contract that was in force and has ended, and clears its date. Where the process ends in between, the date brings somebody here
    /// again.
    /// </summary>
    public async Task<ContractRecord> FinishAsync(ContractRecord contract, CancellationToken cancellationToken)
    {
        if (!IsUnfinished(contract))
        {
            return contract;
        }

        await cascade.EndWithContractAsync(contract, cancellationToken).ConfigureAwait(false);
        return await book.MoveAsync(
            contract.Key,
            (current, _) => ValueTask.FromResult(IsUnfinished(current)
                ? ContractMove.To(new NodeChange { At = book.Now, Contracts = [current with { DueAt = null }] })
                : ContractMove.None(current)),
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsUnfinished(ContractRecord contract) =>
        contract is { Status: ApprovalStatus.Terminated, ApprovedAt: not null, DueAt: not null };
}
