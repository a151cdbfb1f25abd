using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Reads messages of the outbox. What is read has its content as it is stored: see <see cref="StoredSecrets"/>.</summary>
internal static class OutboxQueries
{
    public static Task<OutboxMessage?> FindAsync(DbContext context, string messageId, CancellationToken cancellationToken) =>
        context.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(message => message.MessageId == messageId, cancellationToken);

    public static Task<List<OutboxMessage>> ListAsync(DbContext context, OutboxFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<OutboxMessage> messages = context.Set<OutboxMessage>().AsNoTracking();
        if (filter.PartnerNodeId is string partner)
        {
            messages = messages.Where(message => message.PartnerNodeId == partner);
        }

        if (filter.State is OutboxState state)
        {
            messages = messages.Where(message => message.State == state);
        }

        if (filter.Lane is string lane)
        {
            messages = messages.Where(message => message.Lane == lane);
        }

        return messages.OrderBy(static message => message.Sequence).Skip(filter.Skip).Take(filter.Take).ToListAsync(cancellationToken);
    }

    /// <summary>How many there are. Those that wait and those that were given up have indexes of their own, by conditions that must stand in the statement as they do there.</summary>
    public static Task<int> CountAsync(DbContext context, OutboxState state, CancellationToken cancellationToken)
    {
        DbSet<OutboxMessage> all = context.Set<OutboxMessage>();
        return state switch
        {
            OutboxState.Pending => all.CountAsync(static message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt) != null, cancellationToken),
            OutboxState.Dead => all.CountAsync(static message => message.State == OutboxState.Dead, cancellationToken),
            _ => all.CountAsync(message => message.State == state, cancellationToken),
        };
    }

    /// <summary>The earliest time at which a message can be taken, or null.</summary>
    public static async Task<DateTimeOffset?> NextAtAsync(DbContext context, IReadOnlyCollection<string> exceptPartners, CancellationToken cancellationToken)
    {
        DbSet<OutboxMessage> all = context.Set<OutboxMessage>();
        string[] except = [.. exceptPartners];

        // Lanes in which nothing is claimed: that of the head that is due first. There are many of them, and one is read.
        DateTimeOffset? unclaimed = await Pending(all)
            .Where(message => !except.Contains(message.PartnerNodeId))
            .Where(message => !all.Any(other => other.Lane == message.Lane
                && other.State == OutboxState.Pending
                && (other.Sequence < message.Sequence || other.ClaimedUntil != null)))
            .MinAsync(static message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt), cancellationToken).ConfigureAwait(false);

        // Lanes in which something is claimed wait for the last claim: as many as are being sent, and no more.
        var claimed = await all
            .Where(message => message.ClaimedUntil != null && message.State == OutboxState.Pending && !except.Contains(message.PartnerNodeId))
            .Select(message => new
            {
                message.ClaimedUntil,
                message.Lane,
                Head = all.Where(other => other.Lane == message.Lane && other.State == OutboxState.Pending)
                    .OrderBy(static other => other.Sequence)
                    .Select(static other => EF.Property<DateTimeOffset?>(other, MessageMapping.TakeableAt))
                    .First(),
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset? next = unclaimed;
        foreach (var lane in claimed.GroupBy(static message => message.Lane))
        {
            DateTimeOffset? free = lane.Select(static message => message.ClaimedUntil > message.Head ? message.ClaimedUntil : message.Head).Max();
            next = next <= free ? next : free;
        }

        return next;
    }

    /// <summary>What <see cref="OutboxClaims"/> takes: the longest due first.</summary>
    public static Task<List<OutboxMessage>> ListTakeableAsync(DbContext context, OutboxClaim claim, CancellationToken cancellationToken)
    {
        DbSet<OutboxMessage> all = context.Set<OutboxMessage>();
        string[] except = [.. claim.ExceptPartners];
        DateTimeOffset now = claim.Now;
        return Pending(all).AsNoTracking()
            .Where(message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt) <= now && !except.Contains(message.PartnerNodeId))
            .Where(message => !all.Any(other => other.Lane == message.Lane
                && other.State == OutboxState.Pending
                && (other.Sequence < message.Sequence || other.ClaimedUntil > now)))
            .OrderBy(static message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt)).ThenBy(static message => message.Sequence)
            .Take(claim.Take)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<OutboxMessage> Pending(IQueryable<OutboxMessage> messages) =>
        messages.Where(static message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt) != null);
}
