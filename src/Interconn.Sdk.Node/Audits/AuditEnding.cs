using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Ends audits, with their permits and what hangs on them.</summary>
internal sealed class AuditEnding(NodeState state, AuditContracts contracts, AuditCascade cascade, ILogger<AuditEnding> logger)
{
    /// <summary>Ends an audit for this node, and has the partner told.</summary>
    public Task<AuditRecord> EndHereAsync(AuditKey key, CancellationToken cancellationToken) =>
        EndAsync(key, AuditEndReason.TerminatedHere, static audit => audit.Role, cancellationToken);

    /// <summary>Ends an audit for the partner.</summary>
    public Task<AuditRecord> EndForPartnerAsync(AuditKey key, CancellationToken cancellationToken) => EndAsync(
        key,
        AuditEndReason.TerminatedByPartner,
        static audit => audit.Role == PartyRole.Holder ? PartyRole.Applicant : PartyRole.Holder,
        cancellationToken);

    /// <summary>Ends an audit whose contract is over, and does what an ended one still has to have done.</summary>
    public async Task FinishAsync(AuditKey key, CancellationToken cancellationToken)
    {
        AuditRecord? ended = await state.CommitAsync<AuditRecord?>(
            async token =>
            {
                AuditRecord? audit = await state.Store.FindAuditAsync(key, token).ConfigureAwait(false);
                return audit is { Status: ApprovalStatus.Applied or ApprovalStatus.Approved } && !await IsUnderContractAsync(audit, token).ConfigureAwait(false)
                    ? new(AuditCascade.Ended(audit, AuditEndReason.ContractEnded, state.Now), audit)
                    : new(null, null);
            },
            cancellationToken).ConfigureAwait(false);
        if (ended is not null)
        {
            Report(ended, AuditEndReason.ContractEnded);
        }

        await FinishEndedAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends what hangs on an audit that has ended, where that is left to do. The audit stays due until then, so that another takes over where the process ends
    /// in the middle.
    /// </summary>
    public async Task FinishEndedAsync(AuditKey key, CancellationToken cancellationToken)
    {
        AuditRecord? audit = await state.Store.FindAuditAsync(key, cancellationToken).ConfigureAwait(false);
        if (audit is null or { DueAt: null } or { Status: ApprovalStatus.Applied or ApprovalStatus.Approved })
        {
            return;
        }

        if (audit is { Resource: AuditResource.Project, ApprovedAt: not null })
        {
            await cascade.EndWithProjectAsync(audit.PartnerNodeId, audit.ResourceId, cancellationToken).ConfigureAwait(false);
        }

        await state.TryCommitAsync(new NodeChange { At = state.Now, Audits = [audit with { DueAt = null }] }, cancellationToken).ConfigureAwait(false);
    }

    public void Report(AuditRecord audit, AuditEndReason reason) =>
        AuditLog.Ended(logger, audit.PartnerNodeId, audit.Resource, audit.ResourceId, audit.AuditId, reason);

    private async ValueTask<bool> IsUnderContractAsync(AuditRecord audit, CancellationToken cancellationToken) =>
        audit.StatusAt(state.Now) == audit.Status && await contracts.FindForAsync(audit, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<AuditRecord> EndAsync(AuditKey key, AuditEndReason reason, Func<AuditRecord, PartyRole> roleOf, CancellationToken cancellationToken)
    {
        (AuditRecord audit, bool isNow) = await state.CommitAsync<(AuditRecord Audit, bool IsNow)>(
            async token =>
            {
                AuditRecord audit = await AuditTransitions.RequireAsync(state, key, token).ConfigureAwait(false);
                DateTimeOffset now = state.Now;
                switch (Lifecycle.Audit.Judge(roleOf(audit), LifecycleAct.Terminate, audit.StatusAt(now)))
                {
                    case MoveVerdict.Legal:
                        NodeChange change = AuditCascade.Ended(audit, reason, now);
                        change = reason == AuditEndReason.TerminatedHere ? await ToldAsync(change, audit, token).ConfigureAwait(false) : change;
                        return new(change, (AuditTransitions.Stored(change), true));
                    case MoveVerdict.Repeat:
                        return new(null, (audit, false));
                    default:
                        throw new InterconnException(InterconnCodes.IllegalTransition, $"{audit} cannot be ended.");
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (isNow)
        {
            Report(audit, reason);
        }

        // Again for a repetition: whoever is answered can rely on it that what hangs on the audit has ended too.
        await FinishEndedAsync(key, cancellationToken).ConfigureAwait(false);
        return audit;
    }

    /// <summary>Has the partner told, unless the application itself never left this node: then there is nothing to be told of.</summary>
    private async ValueTask<NodeChange> ToldAsync(NodeChange change, AuditRecord audit, CancellationToken cancellationToken)
    {
        if (audit is { Role: PartyRole.Applicant, Status: ApprovalStatus.Applied })
        {
            IReadOnlyList<OutboxMessage> pending = await state.Store.ListMessagesAsync(
                new OutboxFilter { PartnerNodeId = audit.PartnerNodeId, Lane = OutboxLane.Of(audit.Key), State = OutboxState.Pending }, cancellationToken)
                .ConfigureAwait(false);

            // One that is claimed may be on its way. Written with its version, so that it cannot be claimed in between.
            if (pending.FirstOrDefault(static message => message is { Kind: OutboxKind.AuditApplication, Attempts: 0, ClaimedUntil: null }) is OutboxMessage unsent)
            {
                return change with
                {
                    SupersededLanes = [],
                    Messages = [unsent with { State = OutboxState.Superseded, EndedAt = change.At, Body = null }],
                };
            }
        }

        var termination = new AuditTermination { AuditId = audit.AuditId };
        return change with
        {
            Messages = [OutboxMessages.About(audit, OutboxKind.AuditTermination, termination, InterconnJson.Context.AuditTermination, change.At)],
        };
    }
}
