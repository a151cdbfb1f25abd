using System.Diagnostics;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Sends the messages of one partner, one after the other, and writes what became of them.</summary>
internal sealed class OutboxSender(
    NodeState state, OutboxGate gate, OutboxDelivery delivery, OutboxLedger ledger, PartnerRests rests, LocalNode node, ILogger<OutboxSender> logger)
{
    // An update of this node may take two calls.
    private const int CallsPerMessage = 2;

    /// <summary>How long a message is claimed for: time enough for it and for another before it.</summary>
    public TimeSpan ClaimTime => 2 * CallsPerMessage * node.Options.CallTimeout;

    /// <summary>Sends messages that were claimed.</summary>
    /// <param name="partnerNodeId">The partner that they are for.</param>
    /// <param name="claimed">The messages, each of another lane.</param>
    /// <param name="stopping">Signalled when no more calls are to be made.</param>
    /// <param name="cancellationToken">Ends a call under way.</param>
    public async Task SendAsync(
        string partnerNodeId, IReadOnlyList<OutboxMessage> claimed, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var left = new Queue<OutboxMessage>(InOrder(partnerNodeId, claimed));
        while (left.TryPeek(out OutboxMessage? message))
        {
            DateTimeOffset? notBefore = null;
            bool goesOn = !stopping.IsCancellationRequested && message.ClaimedUntil - state.Now >= CallsPerMessage * node.Options.CallTimeout;
            if (goesOn)
            {
                try
                {
                    notBefore = await SendAsync(message, cancellationToken).ConfigureAwait(false);
                    left.Dequeue();
                    goesOn = notBefore is null;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    goesOn = false;
                }
            }

            if (!goesOn)
            {
                await ledger.ReleaseAsync(left, notBefore).ConfigureAwait(false);
                return;
            }
        }
    }

    // A partner that fails is tried with the message that was tried least: one that the partner cannot bear does not stand before the others for ever.
    private IEnumerable<OutboxMessage> InOrder(string partnerNodeId, IReadOnlyList<OutboxMessage> claimed)
    {
        OutboxMessage[] inOrder = [.. claimed.OrderBy(static message => message.Sequence)];
        if (!rests.IsFailing(partnerNodeId))
        {
            return inOrder;
        }

        OutboxMessage first = inOrder.MinBy(static message => message.Attempts)!;
        return inOrder.Where(message => !ReferenceEquals(message, first)).Prepend(first);
    }

    /// <summary>Sends one message, unless there is a reason not to.</summary>
    /// <returns>Null where the next may be sent; otherwise when.</returns>
    private async Task<DateTimeOffset?> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        GateVerdict verdict = await gate.JudgeAsync(message, cancellationToken).ConfigureAwait(false);
        if (verdict.Decision == GateDecision.Moot)
        {
            Report(await ledger.SupersededAsync(message).ConfigureAwait(false));
            return null;
        }

        if (verdict.Decision == GateDecision.Wait)
        {
            Report(await ledger.HeldBackAsync(message, verdict.Contract!).ConfigureAwait(false));
            return null;
        }

        string? announced;
        using Activity? span = DeliverySpan.Start(message, node.NodeId);
        try
        {
            announced = await delivery.SendAsync(message, verdict.Contract, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            return await FailedAsync(message, DeliveryFailure.Of(exception, message.Kind)).ConfigureAwait(false);
        }

        await AnsweredAsync(message.PartnerNodeId).ConfigureAwait(false);
        Report(await ledger.DeliveredAsync(message, announced).ConfigureAwait(false));
        if (message.Kind is OutboxKind.ContractConfirmation or OutboxKind.NodeUpdate)
        {
            // What was held back until the partner knew the key.
            await state.Store.HastenMessagesAsync(message.PartnerNodeId, state.Now, CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<DateTimeOffset?> FailedAsync(OutboxMessage message, DeliveryFailure failure)
    {
        if (failure.IsAnswer)
        {
            await AnsweredAsync(message.PartnerNodeId).ConfigureAwait(false);
        }

        switch (failure.Scope)
        {
            case FailureScope.Partner:
                DateTimeOffset until = Rest(message.PartnerNodeId, failure);
                Report(await ledger.RetriedAsync(message, failure, until).ConfigureAwait(false));
                return until;
            case FailureScope.Message:
                Report(await ledger.RetriedAsync(message, failure, notBefore: null).ConfigureAwait(false));
                return null;
            default:
                // A partner that does not serve updates goes on with the key that it knows, and so do we.
                bool isDropped = message.Kind == OutboxKind.NodeUpdate && failure.IsNotServed;
                Report(await (isDropped ? ledger.SupersededAsync(message, failure) : ledger.RefusedAsync(message, failure)).ConfigureAwait(false));
                return null;
        }
    }

    private DateTimeOffset Rest(string partnerNodeId, DeliveryFailure failure)
    {
        (DateTimeOffset until, int failures) = rests.Begin(partnerNodeId, state.Now);
        if (failures == 1)
        {
            OutboxLog.PartnerFails(logger, partnerNodeId, until, failure.Text);
        }
        else
        {
            OutboxLog.PartnerStillFails(logger, partnerNodeId, failures, until, failure.Text);
        }

        return until;
    }

    private async Task AnsweredAsync(string partnerNodeId)
    {
        int failures = rests.End(partnerNodeId);
        if (failures == 0)
        {
            return;
        }

        OutboxLog.PartnerAnswers(logger, partnerNodeId, failures);

        // A single failure may be of a message that the partner cannot bear: that one keeps its own date, or it would be tried after every other.
        if (failures > 1)
        {
            await state.Store.HastenMessagesAsync(partnerNodeId, state.Now, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Report(OutboxMessage? written)
    {
        switch (written?.State)
        {
            case OutboxState.Delivered:
                OutboxLog.Delivered(logger, written);
                break;
            case OutboxState.Superseded:
                OutboxLog.Superseded(logger, written);
                break;
            case OutboxState.Dead:
                OutboxLog.GivenUp(logger, written, written.LastFailure);
                break;
            case OutboxState.Pending when written.LastFailure == OutboxLedger.Held:
                OutboxLog.HeldBack(logger, written.PartnerNodeId, written);
                break;
            case OutboxState.Pending:
                OutboxLog.TriedAgain(logger, written, written.NextAttemptAt, written.LastFailure);
                break;
        }
    }
}
