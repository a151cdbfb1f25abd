using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>
/// Decides on the applications of partners, issues the permits, and has the partners told. The issuer is asked for when it is needed: a node whose settings
/// do not allow one can do everything else.
/// </summary>
internal sealed class AuditDecisions(
    NodeState state, AuditContracts contracts, AuditEnding ending, Schedule schedule, Func<PermitIssuer> issuer, ILogger<AuditDecisions> logger)
{
    /// <summary>Decides. Where the contract is over, the audit ends instead.</summary>
    /// <exception cref="InterconnRequestException">No permit can be issued on these terms; the application stays open.</exception>
    public async Task<AuditRecord> DecideAsync(AuditKey key, ApprovalDirective directive, CancellationToken cancellationToken)
    {
        Decision decision = await state.CommitAsync<Decision>(
            async token =>
            {
                AuditRecord audit = await AuditTransitions.RequireAsync(state, key, token).ConfigureAwait(false);
                return await PrepareAsync(audit, directive, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        if (decision.IsNew)
        {
            Report(decision);
        }

        return decision.Audit;
    }

    private async ValueTask<Transition<Decision>> PrepareAsync(AuditRecord audit, ApprovalDirective directive, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        AuditContract? contract = null;
        if (audit is { Role: PartyRole.Holder, Status: ApprovalStatus.Applied })
        {
            contract = await contracts.FindForAsync(audit, cancellationToken).ConfigureAwait(false);
            if (contract is null || audit.StatusAt(now) == ApprovalStatus.Terminated)
            {
                return Made(AuditCascade.Ended(audit, AuditEndReason.ContractEnded, now));
            }
        }

        if (directive is { Terms: null, IsRejection: false })
        {
            return contract is null || audit.AwaitsPerson
                ? new(null, new Decision(audit, IsNew: false))
                : Made(new NodeChange { At = now, Audits = [schedule.Plan(audit with { AwaitsPerson = true }, now)], RestsOn = contract.RestsOn });
        }

        LifecycleAct act = directive.IsRejection ? LifecycleAct.Reject : LifecycleAct.Approve;
        switch (Lifecycle.Audit.Judge(audit.Role, act, audit.StatusAt(now)))
        {
            case MoveVerdict.Repeat:
                return new(null, new Decision(audit, IsNew: false));
            case MoveVerdict.Illegal:
                throw new InterconnException(
                    InterconnCodes.IllegalTransition,
                    audit.Role == PartyRole.Applicant
                        ? $"{audit} is an application of this node: the partner decides."
                        : $"{audit} cannot be decided on any more.");
        }

        return directive.Terms is ApprovalTerms terms
            ? await ApproveAsync(audit, terms, contract!, now, cancellationToken).ConfigureAwait(false)
            : Made(Told(audit, AuditTransitions.Rejected(audit, now), contract!, permit: null, now));
    }

    private async ValueTask<Transition<Decision>> ApproveAsync(
        AuditRecord audit, ApprovalTerms terms, AuditContract contract, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PermitGrant grant = GrantOf(audit, terms, contract);
        if (grant.TimeLimit <= now)
        {
            throw new InterconnRequestException(
                $"{audit} was not approved: its permit would have ended at {grant.TimeLimit:O}, which is past. Where the terms say so, approve it with a later "
                + "TimeLimit; where the partner asked for no longer, reject it, and let the partner apply anew.")
            {
                Field = "time_limit",
                PartnerNodeId = audit.PartnerNodeId,
            };
        }

        (PermitRecord record, ResourcePermit issued) = await IssueAsync(audit, grant, cancellationToken).ConfigureAwait(false);
        AuditRecord approved = AuditTransitions.Approved(audit, now) with { PermitId = record.PermitId };
        return Made(Told(audit, approved, contract, issued, now) with { NewPermits = [record] });
    }

    private async ValueTask<(PermitRecord Record, ResourcePermit Issued)> IssueAsync(AuditRecord audit, PermitGrant grant, CancellationToken cancellationToken)
    {
        try
        {
            return await issuer().PrepareAsync(grant, cancellationToken).ConfigureAwait(false);
        }
        catch (InterconnException exception) when (exception.Code == InterconnCodes.FieldRule)
        {
            throw new InterconnRequestException($"{audit} was not approved: no permit can be issued on these terms. {exception.Message}")
            {
                Field = exception.Field,
                PartnerNodeId = audit.PartnerNodeId,
            };
        }
    }

    private static PermitGrant GrantOf(AuditRecord audit, ApprovalTerms terms, AuditContract contract)
    {
        DatasetAuditApplication? asked = audit.Dataset;
        return new PermitGrant
        {
            ResourceType = TypeOf(audit.Resource),
            ResourceId = audit.ResourceId,
            Level = terms.Level,
            UserNodeId = audit.PartnerNodeId,
            UserInstId = contract.PartnerInstId,
            TimeLimit = Smaller(asked?.TimeLimit, terms.TimeLimit),
            TimesLimit = Smaller(asked?.TimesLimit, terms.TimesLimit),
            AuthScope = terms.AuthScope ?? asked?.AuthScope,

            // What names no contract ends with the last one of the pair, whichever that will be.
            ContractId = audit.NamesContract ? audit.ContractId : null,
            ContractExpiresAt = audit.NamesContract ? audit.ContractExpiresAt : null,
            AuditId = audit.AuditId,
        };
    }

    private NodeChange Told(AuditRecord audit, AuditRecord after, AuditContract contract, ResourcePermit? permit, DateTimeOffset now)
    {
        var confirmation = new AuditConfirmation
        {
            AuditId = audit.AuditId,
            Status = after.Status == ApprovalStatus.Approved ? ApprovalDecision.Approved : ApprovalDecision.Rejected,
            ResourcePermit = permit,
        };
        return new NodeChange
        {
            At = now,
            Audits = [schedule.Plan(after, now)],
            RestsOn = contract.RestsOn,
            Messages = [OutboxMessages.About(audit, OutboxKind.AuditConfirmation, confirmation, InterconnJson.Context.AuditConfirmation, now)],
        };
    }

    private static Transition<Decision> Made(NodeChange change) =>
        new(change, new Decision(AuditTransitions.Stored(change), IsNew: true, change.NewPermits.Count == 0 ? null : change.NewPermits[0]));

    private void Report(Decision decision)
    {
        AuditRecord audit = decision.Audit;
        switch (audit.Status)
        {
            case ApprovalStatus.Approved:
                issuer().ReportIssued(decision.Permit!);
                AuditLog.Approved(logger, audit.PartnerNodeId, audit.Resource, audit.ResourceId, audit.AuditId, new ShortPermitId(audit.PermitId));
                break;
            case ApprovalStatus.Rejected:
                AuditLog.Rejected(logger, audit.PartnerNodeId, audit.Resource, audit.ResourceId, audit.AuditId);
                break;
            case ApprovalStatus.Terminated:
                ending.Report(audit, AuditEndReason.ContractEnded);
                break;
            default:
                AuditLog.Waits(logger, audit.PartnerNodeId, audit.Resource, audit.ResourceId, audit.AuditId);
                break;
        }
    }

    private static ResourceType TypeOf(AuditResource resource) => resource switch
    {
        AuditResource.Dataset => ResourceType.Dataset,
        AuditResource.Project => ResourceType.Project,
        AuditResource.Flow => ResourceType.Flow,
        AuditResource.Job => ResourceType.Job,
        AuditResource.Model => ResourceType.Model,
        _ => throw new ArgumentOutOfRangeException(nameof(resource)),
    };

    private static T? Smaller<T>(T? asked, T? granted)
        where T : struct, IComparable<T> => asked is T one && granted is T other ? (one.CompareTo(other) < 0 ? one : other) : asked ?? granted;

    private sealed record Decision(AuditRecord Audit, bool IsNew, PermitRecord? Permit = null);
}
