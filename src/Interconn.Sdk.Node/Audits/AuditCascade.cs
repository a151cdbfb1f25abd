using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Audits;

/// <summary>
/// Ends the audits that hang on something that has ended. Both nodes do so by themselves, so nobody is told. It can be repeated, and is where the process ended
/// in the middle: what has ended stays due until everything that hangs on it has.
/// </summary>
internal sealed class AuditCascade(NodeState state, AuditContracts contracts)
{
    private const int Batch = 100;

    /// <summary>
    /// The permits that end with a contract that was approved, to be revoked in the same transition, and the contract that keeps the others in force: the transition
    /// rests on it, since the last one takes all.
    /// </summary>
    public async ValueTask<(PermitSelection Permits, IReadOnlyList<ContractRecord> RestsOn)> PermitsOfAsync(
        ContractRecord ended, CancellationToken cancellationToken)
    {
        ContractRecord? another = await FindAnotherAsync(ended, cancellationToken).ConfigureAwait(false);
        var permits = new PermitSelection { UserNodeId = ended.PartnerNodeId, ContractId = another is null ? null : ended.ContractId };
        return (permits, another is null ? [] : [another]);
    }

    /// <summary>
    /// Ends what hangs on a contract that was approved and has ended: all audits of the pair, or, while another is in force, those that name it. The others then
    /// belong to the newest.
    /// </summary>
    public async Task EndWithContractAsync(ContractRecord ended, CancellationToken cancellationToken)
    {
        bool another = await FindAnotherAsync(ended, cancellationToken).ConfigureAwait(false) is not null;
        await EndAllAsync(
            new AuditFilter { PartnerNodeId = ended.PartnerNodeId, ContractId = another ? ended.ContractId : null, IsOpen = true, Take = Batch },
            audit => !another || audit.NamesContract,
            AuditEndReason.ContractEnded,
            cancellationToken).ConfigureAwait(false);
        if (another)
        {
            await FollowContractsAsync(ended.PartnerNodeId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the audits of flows, jobs and models belong to the newest contract of the pair, until the last one expires.</summary>
    public async Task FollowContractsAsync(string partnerNodeId, CancellationToken cancellationToken)
    {
        foreach (AuditResource resource in (AuditResource[])[AuditResource.Flow, AuditResource.Job, AuditResource.Model])
        {
            IReadOnlyList<AuditRecord> open = await state.Store.ListAuditsAsync(
                new AuditFilter { PartnerNodeId = partnerNodeId, Resource = resource, IsOpen = true, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
            foreach (AuditKey key in open.Select(static audit => audit.Key))
            {
                await FollowContractsAsync(key, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task<bool> FollowContractsAsync(AuditKey key, CancellationToken cancellationToken) => state.CommitAsync(
        async token =>
        {
            AuditRecord? audit = await state.Store.FindAuditAsync(key, token).ConfigureAwait(false);
            AuditContract? newest = await contracts.FindNewestAsync(key.PartnerNodeId, token).ConfigureAwait(false);
            bool follows = audit is { Status: ApprovalStatus.Applied or ApprovalStatus.Approved } && newest is not null
                && (audit.ContractId != newest.Key.ContractId || audit.ContractExpiresAt != newest.ExpiresAt);
            return follows
                ? new Transition<bool>(
                    new NodeChange
                    {
                        At = state.Now,
                        Audits = [audit! with { ContractId = newest!.Key.ContractId, ContractExpiresAt = newest.ExpiresAt }],
                        RestsOn = newest.RestsOn,
                    },
                    true)
                : new Transition<bool>(null, false);
        },
        cancellationToken);

    /// <summary>Ends the audits of flows, jobs and models that name the project of an audit that has ended, in that pair.</summary>
    public Task EndWithProjectAsync(string partnerNodeId, string projectId, CancellationToken cancellationToken) => EndAllAsync(
        new AuditFilter { PartnerNodeId = partnerNodeId, ProjectId = projectId, IsOpen = true, Take = Batch },
        static audit => audit.Resource != AuditResource.Project,
        AuditEndReason.ProjectEnded,
        cancellationToken);

    /// <summary>Whether a project that the two nodes agreed on has ended since, and was not taken up again: nothing can be applied for that names it.</summary>
    public async ValueTask<bool> HasEndedAsync(string partnerNodeId, string projectId, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditRecord> agreed = await state.Store.ListAuditsAsync(
            new AuditFilter { PartnerNodeId = partnerNodeId, Resource = AuditResource.Project, ResourceId = projectId, Take = int.MaxValue },
            cancellationToken).ConfigureAwait(false);
        return agreed.Any(static audit => audit is { Status: ApprovalStatus.Terminated, ApprovedAt: not null })
            && agreed.All(static audit => audit.Status is ApprovalStatus.Terminated or ApprovalStatus.Rejected);
    }

    private async ValueTask<ContractRecord?> FindAnotherAsync(ContractRecord ended, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        IReadOnlyList<ContractRecord> approved = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = ended.PartnerNodeId, Status = ApprovalStatus.Approved, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        return approved.FirstOrDefault(contract => contract.Key != ended.Key && contract.IsLive(now));
    }

    private async Task EndAllAsync(AuditFilter filter, Func<AuditRecord, bool> isMeant, AuditEndReason reason, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<AuditRecord> page = await state.Store.ListAuditsAsync(filter, cancellationToken).ConfigureAwait(false);
            int passedOver = 0;
            foreach (AuditRecord audit in page)
            {
                if (isMeant(audit))
                {
                    // Where another transition got in between, the next round finds the audit again, if it is still open.
                    await state.TryCommitAsync(Ended(audit, reason, state.Now), cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    passedOver++;
                }
            }

            if (page.Count < filter.Take && passedOver == page.Count)
            {
                return;
            }

            filter = filter with { Skip = filter.Skip + passedOver };
        }
    }

    /// <summary>The transition that ends an audit without telling the partner.</summary>
    public static NodeChange Ended(AuditRecord audit, AuditEndReason reason, DateTimeOffset now) => new()
    {
        At = now,
        Audits =
        [
            audit with
            {
                Status = ApprovalStatus.Terminated,
                EndedAt = now,
                EndReason = reason,
                AwaitsPerson = false,
                AwaitsConfirmation = false,
                DueAt = audit is { Resource: AuditResource.Project, ApprovedAt: not null } ? now : null,
            },
        ],
        RevokedPermits = audit.PermitId is null ? [] : [new PermitSelection { UserNodeId = audit.PartnerNodeId, PermitId = audit.PermitId }],
        SupersededLanes = [OutboxLane.Of(audit.Key)],
    };
}
