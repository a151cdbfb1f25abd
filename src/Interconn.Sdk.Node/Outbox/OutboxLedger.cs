using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>
/// Writes what became of a claimed message, with what follows from it for contracts and audits in the same step. Where the message is no longer the claimant's,
/// since it was superseded or another took it over, nothing is written and the result is null.
/// </summary>
internal sealed class OutboxLedger(NodeState state, Schedule schedule, IOptions<InterconnNodeOptions> options)
{
    internal const string Held = "It waits until the partner has acknowledged this node's key.";

    /// <summary>The partner has acknowledged it, and with an update the key of this node's that the update told.</summary>
    public Task<OutboxMessage?> DeliveredAsync(OutboxMessage message, string? announcedFingerprint) => WriteAsync(message, async (mine, now) =>
    {
        ContractRecord? contract = message.Kind is OutboxKind.ContractConfirmation or OutboxKind.NodeUpdate
            ? await state.Store.FindContractAsync(message.Contract, CancellationToken.None).ConfigureAwait(false)
            : null;

        // Only an approval tells a key: a contract that was rejected, or has ended meanwhile, stays as it is.
        bool tellsKey = contract?.Status == ApprovalStatus.Approved && (!contract.PartnerHasOwnKey || announcedFingerprint is not null);
        return new NodeChange
        {
            At = now,
            Messages = [Ended(mine, OutboxState.Delivered, now) with { Attempts = mine.Attempts + 1 }],
            Contracts = tellsKey
                ? [schedule.Plan(contract! with { PartnerHasOwnKey = true, OwnKeyFingerprint = announcedFingerprint ?? contract.OwnKeyFingerprint }, now)]
                : [],
        };
    });

    /// <summary>Nobody need be told any more.</summary>
    public Task<OutboxMessage?> SupersededAsync(OutboxMessage message, DeliveryFailure? failure = null) => WriteAsync(
        message, (mine, now) => ValueTask.FromResult(Only(Ended(failure is null ? mine : Failed(mine, failure), OutboxState.Superseded, now), now)));

    /// <summary>It failed, and is tried again, not before a time where one is given; or given up, where it was tried as long as is allowed.</summary>
    public Task<OutboxMessage?> RetriedAsync(OutboxMessage message, DeliveryFailure failure, DateTimeOffset? notBefore) => WriteAsync(message, (mine, now) =>
    {
        OutboxMessage failed = Failed(mine, failure);
        DateTimeOffset lastAt = LastAt(mine);
        if (now >= lastAt)
        {
            return ValueTask.FromResult(Only(Dead(failed, now), now));
        }

        DateTimeOffset next = now + Backoff.Next(failed.Attempts, options.Value.FirstRetryDelay, options.Value.MaxRetryDelay);
        next = next < notBefore ? notBefore.Value : next;
        return ValueTask.FromResult(Only(failed with { ClaimedUntil = null, NextAttemptAt = next < lastAt ? next : lastAt }, now));
    });

    /// <summary>It is refused for good. An application that is refused ends with it.</summary>
    public Task<OutboxMessage?> RefusedAsync(OutboxMessage message, DeliveryFailure failure) => WriteAsync(message, async (mine, now) =>
    {
        OutboxMessage failed = Failed(mine, failure);
        if (message.Kind != OutboxKind.AuditApplication || message.Audit is not AuditKey key)
        {
            return Only(Dead(failed, now), now);
        }

        AuditRecord? audit = await state.Store.FindAuditAsync(key, CancellationToken.None).ConfigureAwait(false);

        // Decided meanwhile: then the application was received, whatever came of this attempt.
        return audit?.Status != ApprovalStatus.Applied
            ? Only(Ended(failed, OutboxState.Superseded, now), now)
            : AuditCascade.Ended(audit, AuditEndReason.ApplicationRefused, now) with { Messages = [Dead(failed, now)], SupersededLanes = [] };
    });

    /// <summary>
    /// The partner does not know this node's key yet: puts it back until it does. Where the contract has changed since it was read, the message is due at once.
    /// </summary>
    public async Task<OutboxMessage?> HeldBackAsync(OutboxMessage message, ContractRecord contract)
    {
        DateTimeOffset now = state.Now;
        DateTimeOffset lastAt = LastAt(message);
        if (now >= lastAt)
        {
            return await WriteAsync(
                message, (mine, at) => ValueTask.FromResult(Only(Dead(mine with { LastFailure = Held }, at), at))).ConfigureAwait(false);
        }

        DateTimeOffset next = now + options.Value.MaxRetryDelay;
        OutboxMessage held = message with { LastFailure = Held, ClaimedUntil = null, NextAttemptAt = next < lastAt ? next : lastAt };

        // Rests on the contract, so that an acknowledgement that comes between is not slept through.
        NodeChange change = Only(held, now) with { RestsOn = [contract] };
        if (await state.TryCommitAsync(change, CancellationToken.None).ConfigureAwait(false))
        {
            return held;
        }

        await ReleaseAsync([message], notBefore: null).ConfigureAwait(false);
        return null;
    }

    /// <summary>Gives messages back untried: due at once, or not before a time.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<OutboxMessage> messages, DateTimeOffset? notBefore)
    {
        OutboxMessage[] released =
            [.. messages.Select(message => message with { ClaimedUntil = null, NextAttemptAt = notBefore > message.NextAttemptAt ? notBefore.Value : message.NextAttemptAt })];
        if (released.Length == 0
            || await state.TryCommitAsync(new NodeChange { At = state.Now, Messages = released }, CancellationToken.None).ConfigureAwait(false))
        {
            return;
        }

        // One of them is no longer ours; the others still are.
        foreach (OutboxMessage message in released)
        {
            await state.TryCommitAsync(Only(message, state.Now), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<OutboxMessage?> WriteAsync(OutboxMessage claimed, Func<OutboxMessage, DateTimeOffset, ValueTask<NodeChange>> changeAsync)
    {
        OutboxMessage? mine = claimed;

        // The partner has answered: what it said is kept, even where the host is about to stop. The store has its time limit.
        return await state.CommitAsync<OutboxMessage?>(
            async token =>
            {
                mine ??= await FindMineAsync(claimed, token).ConfigureAwait(false);
                if (mine is null)
                {
                    return new Transition<OutboxMessage?>(null, null);
                }

                NodeChange change = await changeAsync(mine, state.Now).ConfigureAwait(false);
                mine = null;
                return new Transition<OutboxMessage?>(change, change.Messages[0]);
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask<OutboxMessage?> FindMineAsync(OutboxMessage claimed, CancellationToken cancellationToken)
    {
        OutboxMessage? stored = await state.Store.FindMessageAsync(claimed.MessageId, cancellationToken).ConfigureAwait(false);
        return stored?.State == OutboxState.Pending && stored.ClaimedUntil == claimed.ClaimedUntil ? stored : null;
    }

    private DateTimeOffset LastAt(OutboxMessage message) => (message.ResentAt ?? message.CreatedAt) + options.Value.GiveUpAfter;

    private static OutboxMessage Failed(OutboxMessage message, DeliveryFailure failure) =>
        message with { Attempts = message.Attempts + 1, LastCode = failure.Code, LastFailure = failure.Text };

    private static OutboxMessage Ended(OutboxMessage message, OutboxState ended, DateTimeOffset now) =>
        message with { State = ended, EndedAt = now, ClaimedUntil = null, Body = null };

    // Keeps its content: an administrator may resend it.
    private static OutboxMessage Dead(OutboxMessage message, DateTimeOffset now) =>
        message with { State = OutboxState.Dead, EndedAt = now, ClaimedUntil = null };

    private static NodeChange Only(OutboxMessage message, DateTimeOffset now) => new() { At = now, Messages = [message] };
}
