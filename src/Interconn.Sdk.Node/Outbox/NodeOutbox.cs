using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>
/// The administrator's view of what partners are told, and of what they could not be told. The messages are returned without their
/// <see cref="OutboxMessage.Body"/>: it may hold a permit token, which is a secret that nobody need see.
/// </summary>
public sealed class NodeOutbox
{
    private readonly NodeState state;
    private readonly ChangeFeed changes;
    private readonly OutboxGate gate;
    private readonly TimeProvider timeProvider;

    /// <summary>Made by the container; see <c>AddNode</c>.</summary>
    internal NodeOutbox(NodeState state, ChangeFeed changes, OutboxGate gate, TimeProvider timeProvider)
    {
        this.state = state;
        this.changes = changes;
        this.gate = gate;
        this.timeProvider = timeProvider;
    }

    /// <summary>Lists messages, in their order.</summary>
    /// <param name="filter">Which; null for the first 100 of all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages, without their content.</returns>
    /// <exception cref="InterconnException">The store cannot answer (50301).</exception>
    public async Task<IReadOnlyList<OutboxMessage>> ListAsync(OutboxFilter? filter = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<OutboxMessage> messages = await state.Store.ListMessagesAsync(filter ?? new OutboxFilter(), cancellationToken).ConfigureAwait(false);
        return [.. messages.Select(WithoutBody)];
    }

    /// <summary>Finds a message.</summary>
    /// <param name="messageId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message without its content, or null.</returns>
    /// <exception cref="InterconnException">The store cannot answer (50301).</exception>
    public async Task<OutboxMessage?> FindAsync(string messageId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        OutboxMessage? message = await state.Store.FindMessageAsync(messageId, cancellationToken).ConfigureAwait(false);
        return message is null ? null : WithoutBody(message);
    }

    /// <summary>
    /// Sends a message that was given up again: at once, and as long as a new one. Its attempts are counted anew. It goes before messages of its lane that were
    /// written after it and are not sent yet.
    /// </summary>
    /// <param name="messageId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message without its content, as it waits now.</returns>
    /// <exception cref="InterconnException">
    /// There is no such message (40401); it is not <see cref="OutboxState.Dead"/>, or what it is about has ended, so that nobody need be told (40901); or the
    /// store cannot answer (50301).
    /// </exception>
    public Task<OutboxMessage> ResendAsync(string messageId, CancellationToken cancellationToken = default) => ChangeAsync(
        messageId,
        async (message, token) =>
        {
            if (message.State != OutboxState.Dead)
            {
                throw new InterconnException(InterconnCodes.IllegalTransition, $"{message} was not given up. Only a dead message is resent.");
            }

            GateVerdict verdict = await gate.JudgeAsync(message, token).ConfigureAwait(false);
            if (verdict.Decision == GateDecision.Moot)
            {
                throw new InterconnException(InterconnCodes.IllegalTransition, $"{message} is about something that has ended. Discard it, and apply anew where that is wanted.");
            }

            DateTimeOffset now = state.Now;
            return message with { State = OutboxState.Pending, NextAttemptAt = now, ResentAt = now, Attempts = 0, EndedAt = null, ClaimedUntil = null };
        },
        cancellationToken);

    /// <summary>
    /// Drops a message that waits or was given up; the partner is not told. Its content is not kept. What a contract or an audit is at this node does not change:
    /// an application whose message is dropped stays applied for until it is terminated.
    /// </summary>
    /// <param name="messageId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message without its content, as it stands now.</returns>
    /// <exception cref="InterconnException">
    /// There is no such message (40401); it was delivered or superseded before (40901); or the store cannot answer (50301).
    /// </exception>
    public Task<OutboxMessage> DiscardAsync(string messageId, CancellationToken cancellationToken = default) => ChangeAsync(
        messageId,
        (message, _) => message.State is OutboxState.Pending or OutboxState.Dead
            ? ValueTask.FromResult(message with { State = OutboxState.Superseded, EndedAt = state.Now, ClaimedUntil = null, Body = null })
            : throw new InterconnException(InterconnCodes.IllegalTransition, $"{message} does not wait any more."),
        cancellationToken);

    /// <summary>Waits until no message is pending: each was delivered, superseded or given up. For tests and samples.</summary>
    /// <param name="partnerNodeId">Whose messages; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When there is none.</returns>
    /// <exception cref="InterconnException">The store cannot answer (50301).</exception>
    public Task WaitUntilEmptyAsync(string? partnerNodeId = null, CancellationToken cancellationToken = default) => changes.WaitAsync(
        static change => change.Messages.Count > 0 || change.SupersededLanes.Count > 0,
        token => state.Store.ListMessagesAsync(new OutboxFilter { PartnerNodeId = partnerNodeId, State = OutboxState.Pending, Take = 1 }, token),
        static pending => pending.Count == 0,
        timeProvider,
        cancellationToken);

    private async Task<OutboxMessage> ChangeAsync(
        string messageId, Func<OutboxMessage, CancellationToken, ValueTask<OutboxMessage>> changeAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        return await state.CommitAsync(
            async token =>
            {
                OutboxMessage message = await state.Store.FindMessageAsync(messageId, token).ConfigureAwait(false)
                    ?? throw new InterconnException(InterconnCodes.NotFound, $"The outbox has no message {messageId}. It may have been removed since it ended long ago.");
                OutboxMessage changed = await changeAsync(message, token).ConfigureAwait(false);
                return new Transition<OutboxMessage>(
                    new NodeChange { At = state.Now, Messages = [changed] }, WithoutBody(changed with { Version = changed.Version + 1 }));
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static OutboxMessage WithoutBody(OutboxMessage message) => message with { Body = null };
}
