using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Revokes what is not revoked yet: alone, and within a transition.</summary>
internal static class PermitRevocation
{
    /// <summary>Says the same as <see cref="PermitSelection.Contains"/>.</summary>
    public static Task<int> RevokeAsync(DbContext context, PermitSelection selection, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IQueryable<PermitRecord> permits = context.Set<PermitRecord>().Where(permit => permit.UserNodeId == selection.UserNodeId);
        if (selection.ContractId is string contractId)
        {
            permits = permits.Where(permit => permit.ContractId == contractId);
        }

        if (selection.PermitId is string permitId)
        {
            permits = permits.Where(permit => permit.PermitId == permitId);
        }

        return RevokeAsync(permits, at, cancellationToken);
    }

    public static Task<int> RevokeAsync(IQueryable<PermitRecord> permits, DateTimeOffset at, CancellationToken cancellationToken) => permits
        .Where(static permit => permit.RevokedAt == null)
        .ExecuteUpdateAsync(row => row.SetProperty(static permit => permit.RevokedAt, at), cancellationToken);
}
