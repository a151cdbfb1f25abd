using System.Runtime.CompilerServices;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Keys;

/// <summary>Puts the updates by which partners hear of this node's present key (3.4) into the outbox, contract by contract.</summary>
internal sealed class KeyAnnouncements(NodeState state, OwnKeys keys)
{
    /// <summary>Whether the partner of a contract knows another key than the present one.</summary>
    public bool IsOutdated(ContractRecord contract) => contract.OwnKeyFingerprint != keys.Active.PublicKey.Fingerprint;

    /// <summary>
    /// Contracts in force, and applications that are undecided, whose partner knows another key than the present one. Read page by page: there may be more than
    /// fit into memory. One that is approved meanwhile may come twice.
    /// </summary>
    public IAsyncEnumerable<ContractRecord> ListOutdatedAsync(CancellationToken cancellationToken) => ListOpenAsync(isOutdated: true, cancellationToken);

    /// <summary>Tells the partners of all contracts in force, or of those that know another key.</summary>
    /// <returns>How many partners are told that were not being told already.</returns>
    public async Task<int> TellAllAsync(bool evenIfKnown, bool anew, CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        await foreach (ContractRecord contract in ListOpenAsync(isOutdated: !evenIfKnown, cancellationToken).ConfigureAwait(false))
        {
            if (await TellAsync(contract.Key, evenIfKnown, anew, cancellationToken).ConfigureAwait(false))
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

    private async IAsyncEnumerable<ContractRecord> ListOpenAsync(bool isOutdated, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        foreach (ApprovalStatus status in (ApprovalStatus[])[ApprovalStatus.Applied, ApprovalStatus.Approved])
        {
            var pages = new ContractPages(state.Store, new ContractFilter { Status = status, OwnKeyOtherThan = isOutdated ? keys.Active.PublicKey.Fingerprint : null });
            while (await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                foreach (ContractRecord contract in page.Where(contract => contract.StatusAt(now) == status && (!isOutdated || IsOutdated(contract))))
                {
                    yield return contract;
                }
            }
        }
    }
}
