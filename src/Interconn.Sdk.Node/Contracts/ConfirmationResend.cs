using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Has the approval of a contract sent again, where its applicant shows that it does not have it. It is made anew from the record.</summary>
internal sealed class ConfirmationResend(
    NodeState state, OwnKeys keys, ContractTransitions transitions, IOptions<InterconnNodeOptions> options, ILogger<ConfirmationResend> logger)
{
    /// <summary>The transition by which an applicant that applied again is sent its confirmation again.</summary>
    public NodeChange AfterApplication(ContractRecord contract, DateTimeOffset now)
    {
        ISigningKey key = KeyOf(contract);

        // The answer to the application names the id; a confirmation that overtakes it would not be known.
        OutboxMessage message = ContractMessages.Approval(contract, key, now) with { NextAttemptAt = now + options.Value.FirstRetryDelay };
        return new NodeChange
        {
            At = now,
            Contracts = [transitions.Planned(contract with { OwnKeyFingerprint = key.PublicKey.Fingerprint, PartnerHasOwnKey = false }, now)],
            SupersededLanes = [OutboxLane.Of(contract.Key)],
            Messages = [message],
        };
    }

    /// <summary>Makes the confirmation of a contract in force due now, one that was given up too; writes another where there is none.</summary>
    public async Task HastenAsync(ContractKey key, CancellationToken cancellationToken)
    {
        bool queued = await state.CommitAsync(token => HastenOnceAsync(key, token), cancellationToken).ConfigureAwait(false);
        if (queued)
        {
            ContractLog.ConfirmationQueued(logger, key.PartnerNodeId, key.ContractId);
        }
    }

    private async ValueTask<Transition<bool>> HastenOnceAsync(ContractKey key, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        ContractRecord? contract = await state.Store.FindContractAsync(key, cancellationToken).ConfigureAwait(false);
        if (contract is null || !contract.IsLive(now))
        {
            return new Transition<bool>(null, false);
        }

        IReadOnlyList<OutboxMessage> lane = await state.Store.ListMessagesAsync(
            new OutboxFilter { PartnerNodeId = key.PartnerNodeId, Lane = OutboxLane.Of(key), Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        OutboxMessage? last = lane.LastOrDefault(message => message.Kind == OutboxKind.ContractConfirmation);
        if (last is { State: OutboxState.Pending } && last.NextAttemptAt <= now)
        {
            return new Transition<bool>(null, false);
        }

        if (last is { State: OutboxState.Pending or OutboxState.Dead })
        {
            OutboxMessage due = last with { State = OutboxState.Pending, NextAttemptAt = now, EndedAt = null };
            return new Transition<bool>(new NodeChange { At = now, RestsOn = [contract], Messages = [due] }, true);
        }

        ISigningKey ownKey = KeyOf(contract);
        ContractRecord named = transitions.Planned(contract with { OwnKeyFingerprint = ownKey.PublicKey.Fingerprint, PartnerHasOwnKey = false }, now);
        return new Transition<bool>(
            new NodeChange { At = now, Contracts = [named], Messages = [ContractMessages.Approval(named, ownKey, now)] }, true);
    }

    // Where the key is gone nothing can be signed with it either, so that only the present one helps.
    private ISigningKey KeyOf(ContractRecord contract)
    {
        if (keys.Find(contract.OwnKeyFingerprint) is ISigningKey key)
        {
            return key;
        }

        ContractLog.OwnKeyMissing(logger, contract.PartnerNodeId, contract.ContractId, contract.OwnKeyFingerprint);
        return keys.Active;
    }
}
