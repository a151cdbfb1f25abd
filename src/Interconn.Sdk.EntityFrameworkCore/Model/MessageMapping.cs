using Interconn.Sdk.Node.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>The table of the outbox.</summary>
internal sealed class MessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    /// <summary>When somebody may take the message: <see cref="OutboxMessage.DueAt"/> while it is pending, otherwise null.</summary>
    public const string TakeableAt = nameof(TakeableAt);

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("interconn_outbox");
        builder.HasKey(static message => message.Sequence);
        builder.Ignore(static message => message.DueAt);
        builder.Ignore(static message => message.Contract);
        builder.Ignore(static message => message.Audit);
        builder.Property(static message => message.Sequence).ValueGeneratedOnAdd();
        builder.Property(static message => message.Version).IsConcurrencyToken();
        builder.Property<DateTimeOffset?>(TakeableAt);
        builder.HasIndex(static message => message.MessageId).IsUnique().HasDatabaseName("ix_interconn_outbox_message");
        builder.HasIndex(static message => new { message.Lane, message.Sequence }).HasDatabaseName("ix_interconn_outbox_lane");
        builder.HasIndex(static message => new { message.PartnerNodeId, message.Sequence }).HasDatabaseName("ix_interconn_outbox_of_partner");
        builder.HasIndex(TakeableAt).HasFilter("takeable_at IS NOT NULL").HasDatabaseName("ix_interconn_outbox_takeable");
        builder.HasIndex(static message => message.ClaimedUntil).HasFilter("claimed_until IS NOT NULL").HasDatabaseName("ix_interconn_outbox_claimed");
        builder.HasIndex(static message => message.EndedAt).HasFilter("ended_at IS NOT NULL").HasDatabaseName("ix_interconn_outbox_ended");
        builder.HasIndex([nameof(OutboxMessage.Sequence)], "ix_interconn_outbox_given_up").HasFilter("state = 'Dead'");
        Columns.Name(builder);
    }
}
