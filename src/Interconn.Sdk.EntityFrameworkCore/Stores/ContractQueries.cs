using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Reads contracts.</summary>
internal static class ContractQueries
{
    public static Task<ContractRecord?> FindAsync(DbContext context, ContractKey key, CancellationToken cancellationToken) =>
        context.Set<ContractRecord>().AsNoTracking().SingleOrDefaultAsync(
            contract => contract.PartnerNodeId == key.PartnerNodeId && contract.ContractId == key.ContractId, cancellationToken);

    public static async Task<IReadOnlyList<ContractRecord>> ListAsync(DbContext context, ContractFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<ContractRecord> contracts = context.Set<ContractRecord>().AsNoTracking();
        if (filter.PartnerNodeId is string partner)
        {
            contracts = contracts.Where(contract => contract.PartnerNodeId == partner);
        }

        if (filter.Role is { } role)
        {
            contracts = contracts.Where(contract => contract.Role == role);
        }

        if (filter.Status is { } status)
        {
            contracts = contracts.Where(contract => contract.Status == status);
        }

        if (filter.RemoteAddress is string address)
        {
            contracts = contracts.Where(contract => contract.RemoteAddress == address);
        }

        if (filter.NeedsPerson is bool needsPerson)
        {
            contracts = needsPerson
                ? contracts.Where(static contract => EF.Property<bool>(contract, ContractMapping.NeedsPerson))
                : contracts.Where(static contract => !EF.Property<bool>(contract, ContractMapping.NeedsPerson));
        }

        if (filter.AppliedBy is DateTimeOffset appliedBy)
        {
            contracts = contracts.Where(contract => contract.AppliedAt <= appliedBy);
        }

        if (filter.OwnKeyOtherThan is string fingerprint)
        {
            contracts = contracts.Where(contract => contract.OwnKeyFingerprint != fingerprint);
        }

        if (filter.DueBy is DateTimeOffset by)
        {
            contracts = contracts.Where(contract => contract.DueAt <= by)
                .OrderBy(static contract => contract.DueAt).ThenBy(static contract => EF.Property<long>(contract, ContractMapping.StoredOrder));
        }
        else
        {
            contracts = contracts.OrderByDescending(static contract => contract.AppliedAt)
                .ThenByDescending(static contract => EF.Property<long>(contract, ContractMapping.StoredOrder));
        }

        return await contracts.Skip(filter.Skip).Take(filter.Take).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    // The index leaves out what is never due. SQLite takes it only where the query does as well, and otherwise reads the whole table.
    public static Task<DateTimeOffset?> NextDueAtAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Set<ContractRecord>().Where(static contract => contract.DueAt != null).MinAsync(static contract => contract.DueAt, cancellationToken);
}
