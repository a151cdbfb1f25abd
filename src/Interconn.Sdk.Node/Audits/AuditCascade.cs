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
internal sealed class AuditCascade(NodeState state)
{
    private const int Batch = 100;

    /// <summary>The permits that end with a contract of ours that was approved: to be revoked in the same transition.</summary>
    public async ValueTask<PermitSelection> PermitsOfAsync(ContractRecord ended, CancellationToken cancellationToken) => new()
    {
        UserNodeId = ended.PartnerNodeId,
        ContractId = await HasAnotherLiveAsync(ended, cancellationToken).ConfigureAwait(false) ? ended.ContractId : null,
    };

    /// <summary>Ends what hangs on a contract that was approved and has ended: all audits of the pair, or those that name it while another is live.</summary>
    public async Task EndWithContractAsync(ContractRecord ended, CancellationToken cancellationToken)
    {
        bool another = await HasAnotherLiveAsync(ended, cancellationToken).ConfigureAwait(false);
        await EndAllAsync(
            new AuditFilter { PartnerNodeId = ended.PartnerNodeId, ContractId = another ? ended.ContractId : null, IsOpen = true, Take = Batch },
            static _ => true,
            AuditEndReason.ContractEnded,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the audits of flows, jobs and models that name the project of an audit that has ended, in that pair.</summary>
    public Task EndWithProjectAsync(AuditRecord project, CancellationToken cancellationToken) => EndAllAsync(
        new AuditFilter { PartnerNodeId = project.PartnerNodeId, ProjectId = project.ResourceId, IsOpen = true, Take = Batch },
        static audit => audit.Resource != AuditResource.Project,
        AuditEndReason.ProjectEnded,
        cancellationToken);

    private async ValueTask<bool> HasAnotherLiveAsync(ContractRecord ended, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        IReadOnlyList<ContractRecord> approved = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = ended.PartnerNodeId, Status = ApprovalStatus.Approved, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        return approved.Any(contract => contract.Key != ended.Key && contract.IsLive(now));
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
