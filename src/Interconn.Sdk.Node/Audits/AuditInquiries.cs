using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Asks partners where applications of this node stand, and acts on what they say. For when a confirmation or a termination did not come.</summary>
internal sealed class AuditInquiries(NodeState state, AuditEnding ending, Schedule schedule, InterconnClientFactory clients, ILogger<AuditInquiries> logger)
{
    /// <summary>Asks, and acts on the answer; whatever comes of it, the next question is planned.</summary>
    public async Task<ApprovalStatus> InquireAsync(AuditKey key, CancellationToken cancellationToken)
    {
        // Nobody answers about a contract that is over, nor is there a need to ask.
        await ending.FinishAsync(key, cancellationToken).ConfigureAwait(false);
        AuditRecord audit = await AuditTransitions.RequireAsync(state, key, cancellationToken).ConfigureAwait(false);
        RequireAskable(audit);
        if (audit.Status is ApprovalStatus.Rejected or ApprovalStatus.Terminated)
        {
            return audit.Status;
        }

        ApprovalStatus answer;
        try
        {
            answer = await AskAsync(clients.Create(key.PartnerNodeId), key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            AuditLog.Unanswered(logger, exception, key.PartnerNodeId, key.Resource, key.AuditId);
            await CommitAsync(key, answer: null, cancellationToken).ConfigureAwait(false);
            throw;
        }

        AuditLog.Answered(logger, key.PartnerNodeId, key.Resource, key.AuditId, answer);
        await CommitAsync(key, answer, cancellationToken).ConfigureAwait(false);
        await ending.FinishEndedAsync(key, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private static void RequireAskable(AuditRecord audit)
    {
        if (audit.Role == PartyRole.Holder)
        {
            throw new InterconnRequestException($"{audit} is an application of the partner, on which this node decides: there is nothing to ask.");
        }

        if (audit.Resource == AuditResource.Job)
        {
            throw new InterconnRequestException($"{audit} cannot be asked about: the standard has no query for jobs. Its decision comes by 8.2.");
        }
    }

    private static async Task<ApprovalStatus> AskAsync(InterconnClient client, AuditKey key, CancellationToken cancellationToken)
    {
        var query = new AuditQuery { AuditId = key.AuditId };
        AuditState answer = await (key.Resource switch
        {
            AuditResource.Dataset => client.Datasets.QueryAuditAsync(query, cancellationToken),
            AuditResource.Project => client.Projects.QueryAuditAsync(query, cancellationToken),
            AuditResource.Flow => client.Flows.QueryAuditAsync(query, cancellationToken),
            AuditResource.Model => client.Models.QueryAuditAsync(query, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(key)),
        }).ConfigureAwait(false);
        return answer.Status;
    }

    private async Task CommitAsync(AuditKey key, ApprovalStatus? answer, CancellationToken cancellationToken)
    {
        AuditRecord? ended = await state.CommitAsync<AuditRecord?>(
            async token =>
            {
                AuditRecord audit = await AuditTransitions.RequireAsync(state, key, token).ConfigureAwait(false);
                DateTimeOffset now = state.Now;
                if (audit.Status is ApprovalStatus.Rejected or ApprovalStatus.Terminated)
                {
                    return new(null, null);
                }

                NodeChange change = After(audit, answer, now);
                return new(change, change.Audits[0].EndReason is null ? null : change.Audits[0]);
            },
            cancellationToken).ConfigureAwait(false);
        if (ended?.EndReason is AuditEndReason reason)
        {
            ending.Report(ended, reason);
        }
    }

    private NodeChange After(AuditRecord audit, ApprovalStatus? answer, DateTimeOffset now) => (answer, audit.Status) switch
    {
        (ApprovalStatus.Rejected, ApprovalStatus.Applied) => new NodeChange
        {
            At = now,
            Audits = [schedule.Plan(AuditTransitions.Rejected(audit, now), now)],
            SupersededLanes = [OutboxLane.Of(audit.Key)],
        },

        // What was approved here and is rejected there is in force nowhere.
        (ApprovalStatus.Rejected or ApprovalStatus.Terminated, _) => AuditCascade.Ended(audit, AuditEndReason.TerminatedByPartner, now),
        _ => new NodeChange
        {
            At = now,
            Audits =
            [
                schedule.Plan(
                    audit with
                    {
                        Inquiries = audit.Inquiries + 1,
                        AwaitsConfirmation = audit.AwaitsConfirmation || (answer == ApprovalStatus.Approved && audit.Status == ApprovalStatus.Applied),
                    },
                    now),
            ],
        },
    };
}
