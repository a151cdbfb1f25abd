using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Keys;

/// <summary>Puts the updates by which partners hear of this node's present key (3.4) into the outbox, contract by contract.</summary>
internal sealed class KeyAnnouncements(NodeState state, OwnKeys keys)
{
    private const int PageSize = 1000;

    /// <summary>Whether the partner of a contract knows another key than the present one.</summary>
    public bool IsOutdated(ContractRecord contract) => contract.OwnKeyFingerprint != keys.Active.PublicKey.Fingerprint;

    /// <summary>Contracts in force, and applications that are undecided: all that still need the key that they name.</summary>
    public async Task<IReadOnlyList<ContractRecord>> ListOpenAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        var open = new Dictionary<ContractKey, ContractRecord>();
        foreach (ApprovalStatus status in (ApprovalStatus[])[ApprovalStatus.Applied, ApprovalStatus.Approved])
        {
            int count = PageSize;
            for (int skip = 0; count == PageSize; skip += PageSize)
            {
                IReadOnlyList<ContractRecord> page = await state.Store.ListContractsAsync(
                    new ContractFilter { Status = status, Skip = skip, Take = PageSize }, cancellationToken).ConfigureAwait(false);
                count = page.Count;
                foreach (ContractRecord contract in page.Where(contract => contract.StatusAt(now) == status))
                {
                    open[contract.Key] = contract;
                }
            }
        }

        return [.. open.Values];
    }

    /// <summary>Tells the partners of all contracts in force, or of those that know another key.</summary>
    /// <returns>How many partners are told that were not being told already.</returns>
    public async Task<int> TellAllAsync(bool evenIfKnown, bool anew, CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (ContractRecord contract in await ListOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((evenIfKnown || IsOutdated(contract)) && await TellAsync(contract.Key, evenIfKnown, anew, cancellationToken).ConfigureAwait(false))
            {
                told.Add(contract.PartnerNodeId);
            }
        }

        return told.Count;
    }

    /// <summary>Tells the partner of a contract in force, unless it knows the present key.</summary>
    /// <param name="key">The contract.</param>
    /// <param name="evenIfKnown">Whether it is told all the same: this node's description has changed.</param>
    /// <param name="anew">Whether an update that waits already begins from the start; otherwise that one is left to do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether an update was queued.</returns>
    public Task<bool> TellAsync(ContractKey key, bool evenIfKnown, bool anew, CancellationToken cancellationToken) => state.CommitAsync(
        async token =>
        {
            DateTimeOffset now = state.Now;
            ContractRecord? contract = await state.Store.FindContractAsync(key, token).ConfigureAwait(false);
            if (contract is null || !contract.IsLive(now) || !(evenIfKnown || IsOutdated(contract)))
            {
                return new Transition<bool>(null, false);
            }

            // Instances that start with another key look at the same moment: each would find that nobody tells the partner yet.
            string lane = OutboxLane.OfOwnKey(key);
            var turn = new Turn { Key = lane, Number = await state.Store.FindTurnAsync(lane, token).ConfigureAwait(false) };
            IReadOnlyList<OutboxMessage> pending = await state.Store.ListMessagesAsync(
                new OutboxFilter { PartnerNodeId = key.PartnerNodeId, Lane = lane, State = OutboxState.Pending }, token).ConfigureAwait(false);
            if (pending.Count > 0 && !anew)
            {
                return new Transition<bool>(null, false);
            }

            // One that is being sent may tell the key before, and the partner take it: it is waited for, and another goes behind it.
            IEnumerable<OutboxMessage> superseded = pending.Where(message => !(message.ClaimedUntil > now)).Select(message =>
                message with { State = OutboxState.Superseded, EndedAt = now, ClaimedUntil = null });
            return new Transition<bool>(
                new NodeChange { At = now, RestsOn = [contract], Turns = [turn], Messages = [.. superseded, OutboxMessages.OwnKey(contract, now)] }, true);
        },
        cancellationToken);
}
