using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Where the node keeps its contracts, audits and outbox. Safe for many callers at a time, in many processes where it is shared. A store
/// that cannot answer throws; the caller is then answered 50301, and nothing is half done. Texts are compared character by character, and times are kept to
/// the millisecond or finer. The conformance suite in Interconn.Sdk.Testing says in detail what is expected.
/// </summary>
public interface INodeStore
{
    /// <summary>Makes a transition, the whole of it or nothing.</summary>
    /// <param name="change">The transition.</param>
    /// <param name="cancellationToken">Ends the wait. The transition may have been made all the same.</param>
    /// <returns>
    /// False, and nothing changed, where a record was changed by another since it was read, a new one exists already, or a turn was taken by another.
    /// </returns>
    ValueTask<bool> TryCommitAsync(NodeChange change, CancellationToken cancellationToken);

    /// <summary>Finds a contract.</summary>
    /// <param name="key">What names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract, or null.</returns>
    ValueTask<ContractRecord?> FindContractAsync(ContractKey key, CancellationToken cancellationToken);

    /// <summary>Lists contracts.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contracts.</returns>
    ValueTask<IReadOnlyList<ContractRecord>> ListContractsAsync(ContractFilter filter, CancellationToken cancellationToken);

    /// <summary>Finds an audit.</summary>
    /// <param name="key">What names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The audit, or null.</returns>
    ValueTask<AuditRecord?> FindAuditAsync(AuditKey key, CancellationToken cancellationToken);

    /// <summary>Lists audits.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The audits.</returns>
    ValueTask<IReadOnlyList<AuditRecord>> ListAuditsAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>Finds a message of the outbox.</summary>
    /// <param name="messageId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null.</returns>
    ValueTask<OutboxMessage?> FindMessageAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Lists messages of the outbox.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    ValueTask<IReadOnlyList<OutboxMessage>> ListMessagesAsync(OutboxFilter filter, CancellationToken cancellationToken);

    /// <summary>Counts messages of the outbox, for whoever watches it: a minute-old figure is good enough.</summary>
    /// <param name="state">Where they stand: <see cref="OutboxState.Pending"/> or <see cref="OutboxState.Dead"/>; others are many, and nobody's concern.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there are.</returns>
    /// <remarks>A store that does not say otherwise counts by <see cref="ListMessagesAsync"/>, page by page.</remarks>
    async ValueTask<int> CountMessagesAsync(OutboxState state, CancellationToken cancellationToken)
    {
        const int PageSize = 1000;
        int count = 0;
        IReadOnlyList<OutboxMessage> page;
        do
        {
            page = await ListMessagesAsync(new OutboxFilter { State = state, Skip = count, Take = PageSize }, cancellationToken).ConfigureAwait(false);
            count += page.Count;
        }
        while (page.Count == PageSize);
        return count;
    }

    /// <summary>
    /// Takes due messages, each the first pending one of its lane, the longest due first and those of the same time in their order, and claims them in the same step, so
    /// that nobody else gets them. A lane of which a pending message is claimed gives none until that claim runs out: one that was given up and is resent stands
    /// before others again, which may be under way.
    /// </summary>
    /// <param name="claim">Which.</param>
    /// <param name="cancellationToken">Ends the wait. Messages that were taken all the same are due again when the claim runs out.</param>
    /// <returns>The messages as they are stored now.</returns>
    ValueTask<IReadOnlyList<OutboxMessage>> ClaimMessagesAsync(OutboxClaim claim, CancellationToken cancellationToken);

    /// <summary>Says when the outbox has something to send next.</summary>
    /// <param name="exceptPartners">Partners whose messages are left alone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The earliest time at which <see cref="ClaimMessagesAsync"/> gives one, or null: the <see cref="OutboxMessage.DueAt"/> of the first pending one of a lane, or
    /// the end of the last claim in that lane.
    /// </returns>
    ValueTask<DateTimeOffset?> NextMessageAtAsync(IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the <see cref="OutboxMessage.NextAttemptAt"/> of a partner's pending messages no later than now: the partner can be reached again, or knows this
    /// node's key. Claims stay.
    /// </summary>
    /// <param name="partnerNodeId">The partner.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were brought forward.</returns>
    ValueTask<int> HastenMessagesAsync(string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Says when a contract or an audit is to be looked at next.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The earliest <see cref="ContractRecord.DueAt"/> or <see cref="AuditRecord.DueAt"/>, or null.</returns>
    ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken);

    /// <summary>Says whose turn it is in a row of changes.</summary>
    /// <param name="key">What names the row.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The <see cref="Turn.Number"/> of the next change of that row; 0 where there was none, or where it was forgotten.</returns>
    ValueTask<long> FindTurnAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what nobody will ask for: messages delivered or superseded, and contracts that were never approved and have ended, before a time. Rows of changes
    /// of which the last turn was taken before it are forgotten too, and begin at 0 again. That is safe, since a change takes seconds to prepare: the numbers that
    /// one still under way has read are no older than that, and those of a row that is forgotten are.
    /// </summary>
    /// <param name="endedBefore">The time, long past.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many records were removed. Turns are not counted.</returns>
    ValueTask<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken);

    /// <summary>Proves that the store can be read and written now, without changing what is stored. It throws where it cannot, whatever the reason.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is proven.</returns>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
