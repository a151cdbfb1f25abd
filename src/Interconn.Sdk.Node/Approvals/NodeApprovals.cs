using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>What waits for a person's decision at this node, and the decisions.</summary>
public sealed class NodeApprovals
{
    private readonly NodeState state;
    private readonly ContractDesk contracts;
    private readonly IAuditUpkeep audits;

    /// <summary>Made by the container; see <c>AddNode</c>.</summary>
    internal NodeApprovals(NodeState state, ContractDesk contracts, IAuditUpkeep audits)
    {
        this.state = state;
        this.contracts = contracts;
        this.audits = audits;
    }

    /// <summary>Lists what waits for a person, the oldest first. What has run out is left out.</summary>
    /// <param name="skip">How many to pass over, 0 or more.</param>
    /// <param name="take">How many to take at the most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Contracts and audits that partners applied for, and applications of this node for which keys wait.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="InterconnException">The store does not answer.</exception>
    public async Task<IReadOnlyList<PendingApproval>> ListAsync(int skip = 0, int take = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        DateTimeOffset now = state.Now;
        IReadOnlyList<ContractRecord> pendingContracts = await state.Store.ListContractsAsync(
            new ContractFilter { NeedsPerson = true, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<AuditRecord> pendingAudits = await state.Store.ListAuditsAsync(
            new AuditFilter { NeedsPerson = true, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        IEnumerable<PendingApproval> all =
        [
            .. pendingContracts.Where(contract => contract.StatusAt(now) == ApprovalStatus.Applied).Select(contract => new PendingApproval
            {
                Id = new ApprovalId(contract.Key),
                AppliedAt = contract.AppliedAt,
                Contract = contract,
            }),
            .. pendingAudits.Where(audit => audit.StatusAt(now) == ApprovalStatus.Applied).Select(audit => new PendingApproval
            {
                Id = new ApprovalId(audit.Key),
                AppliedAt = audit.AppliedAt,
                Audit = audit,
            }),
        ];
        return [.. all.OrderBy(pending => pending.AppliedAt).Skip(skip).Take(take)];
    }

    /// <summary>Approves what a partner applied for, whether it waits for a person or not. Repeated, it changes nothing.</summary>
    /// <param name="id">What.</param>
    /// <param name="terms">On which terms; null for those that were asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the approval is kept. The partner is told as soon as it can be reached.</returns>
    /// <exception cref="ArgumentException">The id names nothing.</exception>
    /// <exception cref="InterconnException">
    /// It does not exist (40401), is decided otherwise already, has ended, or is an application of this node (40901), or a term cannot be (40004).
    /// </exception>
    public Task ApproveAsync(ApprovalId id, ApprovalTerms? terms = null, CancellationToken cancellationToken = default) =>
        DecideAsync(id, ApprovalDirective.Approve(terms), cancellationToken);

    /// <summary>Rejects what a partner applied for, whether it waits for a person or not. Repeated, it changes nothing.</summary>
    /// <param name="id">What.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the rejection is kept. The partner is told as soon as it can be reached.</returns>
    /// <exception cref="ArgumentException">The id names nothing.</exception>
    /// <exception cref="InterconnException">
    /// It does not exist (40401), is decided otherwise already, has ended, or is an application of this node (40901).
    /// </exception>
    public Task RejectAsync(ApprovalId id, CancellationToken cancellationToken = default) => DecideAsync(id, ApprovalDirective.Reject, cancellationToken);

    private Task DecideAsync(ApprovalId id, ApprovalDirective directive, CancellationToken cancellationToken)
    {
        if (id.Contract is ContractKey contract)
        {
            return contracts.DecideAsPersonAsync(contract, directive, cancellationToken);
        }

        return id.Audit is AuditKey audit
            ? audits.DecideAsync(audit, directive, cancellationToken)
            : throw new ArgumentException("The id names neither a contract nor an audit.", nameof(id));
    }
}
