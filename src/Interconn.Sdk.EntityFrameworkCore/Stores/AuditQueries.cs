using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Reads audits.</summary>
internal sealed class AuditQueries(StoredSecrets secrets)
{
    public async Task<AuditRecord?> FindAsync(DbContext context, AuditKey key, CancellationToken cancellationToken)
    {
        StoredAudit? found = await WithSecret(context.Set<AuditRecord>().AsNoTracking().Where(
                audit => audit.Resource == key.Resource && audit.PartnerNodeId == key.PartnerNodeId && audit.AuditId == key.AuditId))
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? null : Read(found);
    }

    public async Task<IReadOnlyList<AuditRecord>> ListAsync(DbContext context, AuditFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<AuditRecord> audits = Where(context.Set<AuditRecord>().AsNoTracking(), filter);
        if (filter.DueBy is DateTimeOffset by)
        {
            audits = audits.Where(audit => audit.DueAt <= by)
                .OrderBy(static audit => audit.DueAt).ThenBy(static audit => EF.Property<long>(audit, AuditMapping.StoredOrder));
        }
        else
        {
            audits = audits.OrderByDescending(static audit => audit.AppliedAt)
                .ThenByDescending(static audit => EF.Property<long>(audit, AuditMapping.StoredOrder));
        }

        List<StoredAudit> found = await WithSecret(audits.Skip(filter.Skip).Take(filter.Take)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Select(Read)];
    }

    // The index leaves out what is never due. SQLite takes it only where the query does as well, and otherwise reads the whole table.
    public static Task<DateTimeOffset?> NextDueAtAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Set<AuditRecord>().Where(static audit => audit.DueAt != null).MinAsync(static audit => audit.DueAt, cancellationToken);

    private static IQueryable<AuditRecord> Where(IQueryable<AuditRecord> audits, AuditFilter filter)
    {
        if (filter.Resource is { } resource)
        {
            audits = audits.Where(audit => audit.Resource == resource);
        }

        if (filter.ResourceId is string resourceId)
        {
            audits = audits.Where(audit => audit.ResourceId == resourceId);
        }

        if (filter.PartnerNodeId is string partner)
        {
            audits = audits.Where(audit => audit.PartnerNodeId == partner);
        }

        if (filter.ContractId is string contractId)
        {
            audits = audits.Where(audit => audit.ContractId == contractId);
        }

        if (filter.ProjectId is string projectId)
        {
            audits = audits.Where(audit => audit.ProjectId == projectId);
        }

        if (filter.Role is { } role)
        {
            audits = audits.Where(audit => audit.Role == role);
        }

        if (filter.Status is { } status)
        {
            audits = audits.Where(audit => audit.Status == status);
        }

        if (filter.IsOpen is bool isOpen)
        {
            audits = isOpen
                ? audits.Where(static audit => audit.Status == ApprovalStatus.Applied || audit.Status == ApprovalStatus.Approved)
                : audits.Where(static audit => audit.Status != ApprovalStatus.Applied && audit.Status != ApprovalStatus.Approved);
        }

        if (filter.NeedsPerson is bool needsPerson)
        {
            audits = needsPerson
                ? audits.Where(static audit => audit.AwaitsPerson && audit.Status == ApprovalStatus.Applied)
                : audits.Where(static audit => !audit.AwaitsPerson || audit.Status != ApprovalStatus.Applied);
        }

        return audits;
    }

    private static IQueryable<StoredAudit> WithSecret(IQueryable<AuditRecord> audits) =>
        audits.Select(static audit => new StoredAudit(audit, EF.Property<string?>(audit, AuditMapping.PermitSecret)));

    private AuditRecord Read(StoredAudit stored) => secrets.Read(stored.Audit, stored.PermitSecret);

    private sealed record StoredAudit(AuditRecord Audit, string? PermitSecret);
}
