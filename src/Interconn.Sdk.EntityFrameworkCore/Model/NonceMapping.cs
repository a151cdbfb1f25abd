using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>The table of nonces.</summary>
internal sealed class NonceMapping : IEntityTypeConfiguration<NonceRow>
{
    public void Configure(EntityTypeBuilder<NonceRow> builder)
    {
        builder.ToTable("interconn_nonces");
        builder.HasKey(static nonce => nonce.NonceId);
        builder.HasIndex(static nonce => nonce.ExpiresAt).HasDatabaseName("ix_interconn_nonces_expires");
        Columns.Name(builder);
    }
}
