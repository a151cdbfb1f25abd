using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Takes what partners say of audits. The endpoints of all five resources end here.</summary>
internal sealed class AuditIntake(
    NodeState state,
    AuditContracts contracts,
    AuditEnding ending,
    AuditCascade cascade,
    Schedule schedule,
    DecisionRequests decisions,
    Deciders deciders,
    LocalNode node,
    ILogger<AuditIntake> logger)
{
    /// <summary>Takes an application; the decision of a policy begins once it is acknowledged. One that is known already has no second effect.</summary>
    /// <param name="draft">The application.</param>
    /// <param name="context">Who applies.</param>
    /// <param name="admitAsync">Refuses, by throwing, what may not be applied for. Asked of new applications only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ApplyAsync(
        AuditDraft draft, InterconnContext context, Func<CancellationToken, ValueTask>? admitAsync, CancellationToken cancellationToken)
    {
        AuditKey key = draft.KeyWith(context.CallerNodeId);
        AuditRecord? known = await state.CommitAsync<AuditRecord?>(
            async token =>
            {
                if (await state.Store.FindAuditAsync(key, token).ConfigureAwait(false) is AuditRecord audit)
                {
                    return new(null, RequireSame(audit, draft));
                }

                if (admitAsync is not null)
                {
                    await admitAsync(token).ConfigureAwait(false);
                }

                // It was sent before its sender heard of the end, by which it has ended there.
                if (await NamesEndedProjectAsync(draft, key, token).ConfigureAwait(false))
                {
                    throw new InterconnException(InterconnCodes.NotFound, $"The project {draft.ProjectId} that the application names has ended.");
                }

                DateTimeOffset now = state.Now;
                AuditContract contract = await FindContractAsync(draft, context, token).ConfigureAwait(false);
                AuditRecord applied = schedule.Plan(draft.ToRecord(PartyRole.Holder, contract, now) with { AwaitsPerson = deciders.IsAlwaysPerson }, now);
                return new(new NodeChange { At = now, Audits = [applied], RestsOn = contract.RestsOn }, null);
            },
            cancellationToken).ConfigureAwait(false);
        if (known is not null)
        {
            await HastenConfirmationAsync(known, cancellationToken).ConfigureAwait(false);
            return;
        }

        AuditLog.Received(logger, context.CallerNodeId, draft.Resource, draft.ResourceId, draft.AuditId);
        if (await NamesEndedProjectAsync(draft, key, cancellationToken).ConfigureAwait(false))
        {
            // It ended in between, and whoever ended it may not have seen this audit.
            await cascade.EndWithProjectAsync(key.PartnerNodeId, draft.ProjectId!, cancellationToken).ConfigureAwait(false);
        }

        if (deciders.IsAlwaysPerson)
        {
            AuditLog.Waits(logger, context.CallerNodeId, draft.Resource, draft.ResourceId, draft.AuditId);
            return;
        }

        context.AfterAnswer(() => decisions.Request(key));
    }

    /// <summary>Takes a partner's decision on an application of this node, with the permit where one comes.</summary>
    public async Task ConfirmAsync(AuditResource resource, AuditConfirmation confirmation, InterconnContext context, CancellationToken cancellationToken)
    {
        var key = new AuditKey(resource, context.CallerNodeId, confirmation.AuditId);
        AuditRecord? decided = await state.CommitAsync<AuditRecord?>(
            async token =>
            {
                AuditRecord audit = await AuditTransitions.RequireAsync(state, key, token).ConfigureAwait(false);
                DateTimeOffset now = state.Now;
                if (JudgeConfirmation(audit, confirmation, now) == MoveVerdict.Repeat)
                {
                    return new(null, null);
                }

                AuditRecord after = confirmation.Status == ApprovalDecision.Approved
                    ? AuditTransitions.Approved(audit, now) with { ReceivedPermit = RequireOwn(confirmation.ResourcePermit, audit) }
                    : AuditTransitions.Rejected(audit, now);

                // The partner has the application: what is left of it in the outbox need not be sent again.
                return new(new NodeChange { At = now, Audits = [schedule.Plan(after, now)], SupersededLanes = [OutboxLane.Of(key)] }, after);
            },
            cancellationToken).ConfigureAwait(false);
        if (decided is not null)
        {
            AuditLog.Decided(logger, decided.PartnerNodeId, decided.Resource, decided.ResourceId, decided.AuditId, decided.Status);
        }
    }

    /// <summary>Ends an audit for the partner, with everything that hangs on it.</summary>
    public Task TerminateAsync(AuditResource resource, AuditTermination termination, InterconnContext context, CancellationToken cancellationToken) =>
        ending.EndForPartnerAsync(new AuditKey(resource, context.CallerNodeId, termination.AuditId), cancellationToken);

    /// <summary>Says where an audit stands. Whoever asks about an approved one may not have had the confirmation.</summary>
    public async Task<AuditState> QueryAsync(AuditResource resource, AuditQuery query, InterconnContext context, CancellationToken cancellationToken)
    {
        var key = new AuditKey(resource, context.CallerNodeId, query.AuditId);
        AuditRecord audit = await AuditTransitions.RequireAsync(state, key, cancellationToken).ConfigureAwait(false);
        await HastenConfirmationAsync(audit, cancellationToken).ConfigureAwait(false);
        return new AuditState { Status = audit.StatusAt(state.Now) };
    }

    private async ValueTask<bool> NamesEndedProjectAsync(AuditDraft draft, AuditKey key, CancellationToken cancellationToken) =>
        draft is { Resource: not AuditResource.Project, ProjectId: string projectId }
        && await cascade.HasEndedAsync(key.PartnerNodeId, projectId, cancellationToken).ConfigureAwait(false);

    private static AuditRecord RequireSame(AuditRecord known, AuditDraft draft)
    {
        if (known.Role == PartyRole.Applicant)
        {
            throw new InterconnException(InterconnCodes.ContentConflict, $"This node applied under that id itself: {known}.");
        }

        return draft.SaysTheSameAs(known)
            ? known
            : throw new InterconnException(InterconnCodes.ContentConflict, $"{known.PartnerNodeId} applied under that id for something else: {known}.");
    }

    private async ValueTask<AuditContract> FindContractAsync(AuditDraft draft, InterconnContext context, CancellationToken cancellationToken)
    {
        AuditContract? newest = draft.ContractId is null
            ? await contracts.FindNewestStoredAsync(context.CallerNodeId, cancellationToken).ConfigureAwait(false)
            : null;
        var named = new ContractKey(context.CallerNodeId, draft.ContractId ?? context.ContractId ?? "");
        return newest
            ?? await contracts.FindLiveAsync(named, cancellationToken).ConfigureAwait(false)
            ?? throw new InterconnException(InterconnCodes.NotFound, "The contract ended while the application was served.");
    }

    private static MoveVerdict JudgeConfirmation(AuditRecord audit, AuditConfirmation confirmation, DateTimeOffset now)
    {
        if (audit.Role == PartyRole.Holder)
        {
            throw new InterconnException(InterconnCodes.NotPermitted, $"{audit.PartnerNodeId} confirmed an application of its own: {audit}.");
        }

        LifecycleAct act = confirmation.Status == ApprovalDecision.Approved ? LifecycleAct.Approve : LifecycleAct.Reject;
        MoveVerdict verdict = Lifecycle.Audit.Judge(PartyRole.Holder, act, audit.StatusAt(now));
        if (verdict == MoveVerdict.Illegal)
        {
            throw new InterconnException(InterconnCodes.IllegalTransition, $"{audit} cannot become {confirmation.Status}.");
        }

        return verdict == MoveVerdict.Repeat && act == LifecycleAct.Approve && audit.ReceivedPermit != confirmation.ResourcePermit
            ? throw new InterconnException(InterconnCodes.ContentConflict, $"{audit} was approved with another permit.")
            : verdict;
    }

    // A permit for somebody else, or for something else, would be sent with calls and never hold.
    private ResourcePermit? RequireOwn(ResourcePermit? permit, AuditRecord audit)
    {
        if (permit is not null)
        {
            RequireSame("request_node_id", permit.RequestNodeId, node.NodeId);
            RequireSame("resource_node_id", permit.ResourceNodeId, audit.PartnerNodeId);
            RequireSame("resource_id", permit.ResourceId, audit.ResourceId);
        }

        return permit;
    }

    private static void RequireSame(string field, string value, string expected)
    {
        if (!string.Equals(value, expected, StringComparison.Ordinal))
        {
            throw InterconnException.ForField(field, $"of the permit must be {expected}.");
        }
    }

    /// <summary>Makes the confirmation of an approved audit due where the partner has not acknowledged it, given up or not.</summary>
    private async Task HastenConfirmationAsync(AuditRecord audit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        if (audit.Role != PartyRole.Holder || audit.StatusAt(now) != ApprovalStatus.Approved)
        {
            return;
        }

        IReadOnlyList<OutboxMessage> lane = await state.Store.ListMessagesAsync(
            new OutboxFilter { PartnerNodeId = audit.PartnerNodeId, Lane = OutboxLane.Of(audit.Key) }, cancellationToken).ConfigureAwait(false);
        OutboxMessage? waiting = lane.LastOrDefault(message => message.Kind == OutboxKind.AuditConfirmation
            && (message.State == OutboxState.Dead || (message.State == OutboxState.Pending && message.NextAttemptAt > now && !(message.ClaimedUntil > now))));
        if (waiting is null)
        {
            return;
        }

        // Where it changes in between, somebody is just dealing with it.
        var hastened = new NodeChange { At = now, Messages = [OutboxMessages.DueNow(waiting, now)] };
        if (await state.TryCommitAsync(hastened, cancellationToken).ConfigureAwait(false))
        {
            AuditLog.Hastened(logger, audit.PartnerNodeId, audit.Resource, audit.AuditId);
        }
    }
}
