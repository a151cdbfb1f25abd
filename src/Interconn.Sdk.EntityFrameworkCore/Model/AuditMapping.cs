using Interconn.Sdk.Node.Audits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>The table of audits.</summary>
internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRecord>
{
    /// <summary>Tells audits of the same time apart: the later stored has the greater.</summary>
    public const string StoredOrder = nameof(StoredOrder);

    /// <summary>The permit that the partner sent, as JSON that is protected where the host can: <see cref="Stores.StoredSecrets"/>.</summary>
    public const string PermitSecret = nameof(PermitSecret);

    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("interconn_audits");
        builder.HasKey(static audit => new { audit.Resource, audit.PartnerNodeId, audit.AuditId });
        builder.Ignore(static audit => audit.Key);
        builder.Ignore(static audit => audit.Contract);
        builder.Ignore(static audit => audit.Dataset);
        builder.Ignore(static audit => audit.Project);
        builder.Ignore(static audit => audit.Flow);
        builder.Ignore(static audit => audit.Job);
        builder.Ignore(static audit => audit.Model);
        builder.Ignore(static audit => audit.ReceivedPermit);
        builder.Property(static audit => audit.Version).IsConcurrencyToken();
        builder.Property<string?>(PermitSecret);
        builder.Property<long>(StoredOrder);
        builder.HasIndex(static audit => new { audit.PartnerNodeId, audit.Status, audit.AppliedAt }).HasDatabaseName("ix_interconn_audits_of_partner");
        builder.HasIndex(static audit => new { audit.PartnerNodeId, audit.ContractId }).HasDatabaseName("ix_interconn_audits_of_contract");
        builder.HasIndex(static audit => new { audit.PartnerNodeId, audit.ResourceId }).HasDatabaseName("ix_interconn_audits_of_resource");
        builder.HasIndex(static audit => new { audit.PartnerNodeId, audit.ProjectId })
            .HasFilter("project_id IS NOT NULL").HasDatabaseName("ix_interconn_audits_of_project");
        builder.HasIndex(nameof(AuditRecord.AppliedAt), StoredOrder).HasDatabaseName("ix_interconn_audits_applied");
        builder.HasIndex(static audit => audit.DueAt).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_interconn_audits_due");
        builder.HasIndex([nameof(AuditRecord.AppliedAt), StoredOrder], "ix_interconn_audits_for_person").HasFilter("awaits_person");
        Columns.Name(builder);
    }
}
