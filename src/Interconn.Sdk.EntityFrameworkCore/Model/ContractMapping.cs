using Interconn.Sdk.Node.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>The table of contracts.</summary>
internal sealed class ContractMapping : IEntityTypeConfiguration<ContractRecord>
{
    /// <summary>Tells contracts of the same time apart: the later stored has the greater.</summary>
    public const string StoredOrder = nameof(StoredOrder);

    /// <summary>Whether the decision, or a key, waits for a person.</summary>
    public const string NeedsPerson = nameof(NeedsPerson);

    public void Configure(EntityTypeBuilder<ContractRecord> builder)
    {
        builder.ToTable("interconn_contracts");
        builder.HasKey(static contract => new { contract.PartnerNodeId, contract.ContractId });
        builder.Ignore(static contract => contract.Key);
        builder.Property(static contract => contract.Version).IsConcurrencyToken();
        builder.Property(static contract => contract.Partner).IsKeptAsJson(StoredJsonContext.Default.NodeInfo);
        builder.Property(static contract => contract.WaitingKeys).IsKeptAsJson(StoredJsonContext.Default.IReadOnlyListWaitingKey);
        builder.Property<long>(StoredOrder);
        builder.Property<bool>(NeedsPerson);
        builder.HasIndex(static contract => new { contract.PartnerNodeId, contract.Status, contract.AppliedAt })
            .HasDatabaseName("ix_interconn_contracts_of_partner");
        builder.HasIndex(static contract => new { contract.RemoteAddress, contract.Status }).HasDatabaseName("ix_interconn_contracts_of_address");
        builder.HasIndex(nameof(ContractRecord.AppliedAt), StoredOrder).HasDatabaseName("ix_interconn_contracts_applied");
        builder.HasIndex(static contract => contract.DueAt).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_interconn_contracts_due");
        builder.HasIndex([nameof(ContractRecord.AppliedAt), StoredOrder], "ix_interconn_contracts_for_person").HasFilter("needs_person");
        builder.HasIndex(static contract => contract.EndedAt)
            .HasFilter("ended_at IS NOT NULL AND approved_at IS NULL").HasDatabaseName("ix_interconn_contracts_removable");
        Columns.Name(builder);
    }
}
