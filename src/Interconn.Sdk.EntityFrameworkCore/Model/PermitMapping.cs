using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>The table of permits that this node issued.</summary>
internal sealed class PermitMapping : IEntityTypeConfiguration<PermitRecord>
{
    /// <summary>When the last use was granted; null while there are more.</summary>
    public const string UsedUpAt = nameof(UsedUpAt);

    public void Configure(EntityTypeBuilder<PermitRecord> builder)
    {
        builder.ToTable("interconn_permits");
        builder.HasKey(static permit => permit.PermitId);
        builder.Ignore(static permit => permit.IsRevoked);
        builder.Property(static permit => permit.ResourceType).HasConversion(static type => type.Value, static text => new ResourceType(text));
        builder.Property(static permit => permit.AuthScope).IsKeptAsJson(StoredJsonContext.Default.IReadOnlyDictionaryStringIReadOnlyListString!);
        builder.Property<DateTimeOffset?>(UsedUpAt);
        builder.HasIndex(static permit => new { permit.UserNodeId, permit.ContractId }).HasDatabaseName("ix_interconn_permits_of_user");
        builder.HasIndex(static permit => permit.KeyId).HasFilter("revoked_at IS NULL AND used_up_at IS NULL").HasDatabaseName("ix_interconn_permits_of_key");
        builder.HasIndex(static permit => permit.TimeLimit).HasFilter("time_limit IS NOT NULL").HasDatabaseName("ix_interconn_permits_ending");
        builder.HasIndex(static permit => permit.ContractExpiresAt)
            .HasFilter("contract_expires_at IS NOT NULL").HasDatabaseName("ix_interconn_permits_of_contract_ending");
        builder.HasIndex(static permit => permit.RevokedAt).HasFilter("revoked_at IS NOT NULL").HasDatabaseName("ix_interconn_permits_revoked");
        builder.HasIndex(UsedUpAt).HasFilter("used_up_at IS NOT NULL").HasDatabaseName("ix_interconn_permits_used_up");
        Columns.Name(builder);
    }
}
