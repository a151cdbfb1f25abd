using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Node.Audits;

/// <summary>
/// Finds the contracts that audits belong to: in the store, or, for partners that are known from configuration, in the directory. What the store knows counts.
/// </summary>
internal sealed class AuditContracts(NodeState state, IPartnerDirectory directory)
{
    /// <summary>A contract by what names it, or null where it is not in force.</summary>
    public async ValueTask<AuditContract?> FindLiveAsync(ContractKey key, CancellationToken cancellationToken)
    {
        if (await state.Store.FindContractAsync(key, cancellationToken).ConfigureAwait(false) is ContractRecord stored)
        {
            return stored.IsLive(state.Now) ? await FromAsync(stored, cancellationToken).ConfigureAwait(false) : null;
        }

        Partner? partner = await directory.FindAsync(key.PartnerNodeId, cancellationToken).ConfigureAwait(false);
        return From(partner, partner?.Contracts.FirstOrDefault(contract => contract.ContractId == key.ContractId && contract.IsLive(state.Now)));
    }

    /// <summary>The contract in force that an audit belongs to, or null.</summary>
    public ValueTask<AuditContract?> FindForAsync(AuditRecord audit, CancellationToken cancellationToken) =>
        audit.NamesContract ? FindLiveAsync(audit.Contract, cancellationToken) : FindNewestAsync(audit.PartnerNodeId, cancellationToken);

    /// <summary>The newest approved contract in force with a partner, with the end of the one that holds longest; or null.</summary>
    public async ValueTask<AuditContract?> FindNewestAsync(string partnerNodeId, CancellationToken cancellationToken)
    {
        if (await FindNewestStoredAsync(partnerNodeId, cancellationToken).ConfigureAwait(false) is AuditContract stored)
        {
            return stored;
        }

        Partner? partner = await directory.FindAsync(partnerNodeId, cancellationToken).ConfigureAwait(false);
        PartnerContract[] live = [.. partner?.Contracts.Where(contract => contract.IsLive(state.Now)) ?? []];
        return From(partner, live.MaxBy(static contract => contract.ApprovedAt)) is AuditContract newest
            ? newest with { ExpiresAt = live.Max(static contract => contract.ExpiresAt) }
            : null;
    }

    /// <summary>The newest approved contract in force with a partner that the store knows, with the end of the one that holds longest; or null.</summary>
    public async ValueTask<AuditContract?> FindNewestStoredAsync(string partnerNodeId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        IReadOnlyList<ContractRecord> approved = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = partnerNodeId, Status = ApprovalStatus.Approved, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        ContractRecord[] live = [.. approved.Where(contract => contract.IsLive(now))];
        if (live.Length == 0)
        {
            return null;
        }

        AuditContract newest = await FromAsync(live.MaxBy(static contract => contract.ApprovedAt)!, cancellationToken).ConfigureAwait(false);
        return newest with { ExpiresAt = live.Max(static contract => contract.ExpiresAt) };
    }

    private async ValueTask<AuditContract> FromAsync(ContractRecord stored, CancellationToken cancellationToken)
    {
        string? instId = stored.Partner.InstId;
        if (string.IsNullOrEmpty(instId))
        {
            instId = (await directory.FindAsync(stored.PartnerNodeId, cancellationToken).ConfigureAwait(false))?.InstId;
        }

        return new AuditContract(stored.Key, stored.ExpiresAt, InstIdOr(instId, stored.PartnerNodeId), stored);
    }

    private static AuditContract? From(Partner? partner, PartnerContract? contract) => partner is null || contract is null
        ? null
        : new AuditContract(new ContractKey(partner.NodeId, contract.ContractId), contract.ExpiresAt, InstIdOr(partner.InstId, partner.NodeId), Stored: null);

    private static string InstIdOr(string? instId, string nodeId) => string.IsNullOrEmpty(instId) ? nodeId : instId;
}
