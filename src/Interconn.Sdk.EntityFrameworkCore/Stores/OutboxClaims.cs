using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// Takes messages for whoever sends them. One takes at a time: which message a lane gives depends on the claims of the others in it, and two that took at the same
/// time would not see each other's. Each message is taken at the version that was read, since transitions write messages as well.
/// </summary>
internal static class OutboxClaims
{
    public static async Task<List<OutboxMessage>> ClaimAsync(DbContext context, OutboxClaim claim, StoreDialect dialect, CancellationToken cancellationToken)
    {
        await dialect.LockOutboxAsync(context, cancellationToken).ConfigureAwait(false);
        List<OutboxMessage> takeable = await OutboxQueries.ListTakeableAsync(context, claim, cancellationToken).ConfigureAwait(false);
        var taken = new List<OutboxMessage>(takeable.Count);
        foreach (OutboxMessage message in takeable)
        {
            OutboxMessage claimed = message with { ClaimedUntil = claim.Until, Version = message.Version + 1 };
            int updated = await context.Set<OutboxMessage>()
                .Where(row => row.Sequence == message.Sequence && row.Version == message.Version)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(static stored => stored.ClaimedUntil, claim.Until)
                        .SetProperty(static stored => EF.Property<DateTimeOffset?>(stored, MessageMapping.TakeableAt), claimed.DueAt)
                        .SetProperty(static stored => stored.Version, claimed.Version),
                    cancellationToken).ConfigureAwait(false);
            if (updated == 1)
            {
                taken.Add(claimed);
            }
        }

        return taken;
    }

    public static Task<int> HastenAsync(DbContext context, string partnerNodeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Set<OutboxMessage>()
            .Where(message => message.PartnerNodeId == partnerNodeId && message.State == OutboxState.Pending && message.NextAttemptAt > now)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(static message => message.NextAttemptAt, now)
                    .SetProperty(
                        static message => EF.Property<DateTimeOffset?>(message, MessageMapping.TakeableAt),
                        message => message.ClaimedUntil > now ? message.ClaimedUntil : now)
                    .SetProperty(static message => message.Version, static message => message.Version + 1),
                cancellationToken);
}
