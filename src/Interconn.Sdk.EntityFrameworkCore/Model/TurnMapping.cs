using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>The table of turns.</summary>
internal sealed class TurnMapping : IEntityTypeConfiguration<TurnRow>
{
    public void Configure(EntityTypeBuilder<TurnRow> builder)
    {
        builder.ToTable("interconn_turns");
        builder.HasKey(static turn => turn.TurnKey);
        builder.HasIndex(static turn => turn.TakenAt).HasDatabaseName("ix_interconn_turns_taken");
        Columns.Name(builder);
    }
}
