using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>What this node does about audits of its own accord: for its administrator, its policy, and its upkeep.</summary>
internal sealed class AuditDesk(
    NodeState state,
    AuditContracts contracts,
    AuditDecisions decisions,
    AuditEnding ending,
    AuditInquiries inquiries,
    Schedule schedule,
    LocalNode node,
    ILogger<AuditDesk> logger) : IAuditUpkeep
{
    /// <summary>Applies to a partner: keeps the application, which the outbox then sends. One that is known already has no second effect.</summary>
    /// <exception cref="InterconnRequestException">A field breaks a rule, the id is taken, or there is no contract to apply under.</exception>
    public async Task<AuditRecord> ApplyAsync<T>(
        string partnerNodeId, T application, Func<T, AuditDraft> draftOf, InterconnEndpoint endpoint, CancellationToken cancellationToken)
        where T : class
    {
        RequireFieldRules(partnerNodeId, application, endpoint);
        AuditDraft draft = draftOf(application);
        AuditKey key = draft.KeyWith(partnerNodeId);
        (AuditRecord audit, bool isNew) = await state.CommitAsync<(AuditRecord Audit, bool IsNew)>(
            async token =>
            {
                if (await state.Store.FindAuditAsync(key, token).ConfigureAwait(false) is AuditRecord known)
                {
                    return new(null, (RequireSame(known, draft, endpoint), false));
                }

                DateTimeOffset now = state.Now;
                RequireTimeLimit(partnerNodeId, application, endpoint, now);
                AuditContract contract = await RequireContractAsync(partnerNodeId, draft, endpoint, token).ConfigureAwait(false);
                AuditRecord applied = schedule.Plan(draft.ToRecord(PartyRole.Applicant, contract, now), now);
                var change = new NodeChange
                {
                    At = now,
                    Audits = [applied],
                    RestsOn = contract.RestsOn,
                    Messages = [OutboxMessages.About(applied, OutboxKind.AuditApplication, application, AuditApplications.TypeInfo<T>(), now)],
                };
                return new(change, (AuditTransitions.Stored(change), true));
            },
            cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            AuditLog.Applied(logger, partnerNodeId, draft.Resource, draft.ResourceId, draft.AuditId);
        }

        return audit;
    }

    /// <summary>Decides on an application of a partner; deciding the same again changes nothing. Where the contract is over, the audit ends instead.</summary>
    /// <exception cref="InterconnRequestException">No permit can be issued on these terms; the application stays open.</exception>
    /// <exception cref="InterconnException">40401: there is no such audit. 40901: it is decided otherwise, or is not this node's to decide.</exception>
    public Task<AuditRecord> DecideAsync(AuditKey key, ApprovalDirective directive, CancellationToken cancellationToken) =>
        decisions.DecideAsync(key, directive, cancellationToken);

    /// <summary>Ends an audit, its permit and what hangs on it, and has the partner told.</summary>
    /// <exception cref="InterconnException">40401: there is no such audit. 40901: it was rejected.</exception>
    public Task<AuditRecord> TerminateAsync(AuditKey key, CancellationToken cancellationToken) => ending.EndHereAsync(key, cancellationToken);

    /// <summary>Asks the partner where an application of this node stands, and acts on the answer.</summary>
    /// <exception cref="InterconnRequestException">It is an application of the partner, or for a job, for which the standard has no query.</exception>
    /// <exception cref="InterconnException">40401: there is no such audit. Others: the partner could not be asked; it is asked again when it is due.</exception>
    public Task<ApprovalStatus> InquireAsync(AuditKey key, CancellationToken cancellationToken) => inquiries.InquireAsync(key, cancellationToken);

    /// <summary>Does what is due of an audit without asking anybody: ends one whose contract is over, and what hangs on one that has ended.</summary>
    public Task FinishAsync(AuditKey key, CancellationToken cancellationToken) => ending.FinishAsync(key, cancellationToken);

    private void RequireFieldRules(string partnerNodeId, object application, InterconnEndpoint endpoint)
    {
        if (!HeaderForms.IsId(partnerNodeId) || string.Equals(partnerNodeId, node.NodeId, StringComparison.Ordinal))
        {
            throw Refused(
                $"'{partnerNodeId}' is no partner: a node id has 1 to 128 letters, digits or one of . _ : - , and is not this node's own.",
                partnerNodeId,
                endpoint);
        }

        Check(() => (application as IFieldRules)?.Check(), partnerNodeId, endpoint);
    }

    private static void RequireTimeLimit(string partnerNodeId, object application, InterconnEndpoint endpoint, DateTimeOffset now)
    {
        if (application is DatasetAuditApplication dataset)
        {
            Check(() => AuditTerms.RequireTimeLimit(dataset.TimeLimit, now), partnerNodeId, endpoint);
        }
    }

    private static AuditRecord RequireSame(AuditRecord known, AuditDraft draft, InterconnEndpoint endpoint)
    {
        if (known.Role == PartyRole.Holder)
        {
            throw Refused($"{known.PartnerNodeId} has applied to this node under the id {known.AuditId}. Take another.", known.PartnerNodeId, endpoint);
        }

        return draft.SaysTheSameAs(known)
            ? known
            : throw Refused($"The id {known.AuditId} stands for another application: {known}. Take another.", known.PartnerNodeId, endpoint);
    }

    private async ValueTask<AuditContract> RequireContractAsync(
        string partnerNodeId, AuditDraft draft, InterconnEndpoint endpoint, CancellationToken cancellationToken)
    {
        AuditContract? contract = draft.ContractId is null
            ? await contracts.FindNewestAsync(partnerNodeId, cancellationToken).ConfigureAwait(false)
            : await contracts.FindLiveAsync(new ContractKey(partnerNodeId, draft.ContractId), cancellationToken).ConfigureAwait(false);
        return contract ?? throw Refused(
            (draft.ContractId is null
                ? $"There is no contract in force with {partnerNodeId}."
                : $"The contract {draft.ContractId} with {partnerNodeId} is not in force, or not known.")
            + " Apply for one, and wait until it is approved (InterconnNode.Contracts).",
            partnerNodeId,
            endpoint);
    }

    private static void Check(Action check, string partnerNodeId, InterconnEndpoint endpoint)
    {
        try
        {
            check();
        }
        catch (InterconnException exception)
        {
            throw Refused(exception.Message, partnerNodeId, endpoint, exception.Field);
        }
    }

    private static InterconnRequestException Refused(string why, string partnerNodeId, InterconnEndpoint endpoint, string? field = null) =>
        new($"{endpoint} is not sent to {partnerNodeId}. {why}")
        {
            Field = field,
            Endpoint = endpoint.ToString(),
            PartnerNodeId = partnerNodeId,
        };
}
