using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Deletes nonces and permits that have ended, every minute: what nobody asks for must not make the tables grow.</summary>
internal sealed class StoreSweep(IStoreWork work, TimeProvider timeProvider, ILogger<StoreSweep> logger) : BackgroundService
{
    private const int Batch = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // A clock that is set forward and back again within an hour must not make a seen nonce fresh.
    private static readonly TimeSpan NonceMargin = TimeSpan.FromHours(1);

    // So that its user is told for a while why it is refused.
    private static readonly TimeSpan PermitRetention = TimeSpan.FromDays(1);

    /// <summary>Deletes what has ended by now.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        DateTimeOffset nonces = now - NonceMargin;
        DateTimeOffset permits = now - PermitRetention;
        await DeleteAsync(context => context.Set<NonceRow>().Where(nonce => nonce.ExpiresAt < nonces).OrderBy(nonce => nonce.ExpiresAt), cancellationToken).ConfigureAwait(false);

        // One after the other, each by its index.
        await DeletePermitsAsync(context => context.Where(permit => permit.TimeLimit < permits).OrderBy(permit => permit.TimeLimit), cancellationToken).ConfigureAwait(false);
        await DeletePermitsAsync(context => context.Where(permit => permit.ContractExpiresAt < permits).OrderBy(permit => permit.ContractExpiresAt), cancellationToken).ConfigureAwait(false);
        await DeletePermitsAsync(context => context.Where(permit => permit.RevokedAt < permits).OrderBy(permit => permit.RevokedAt), cancellationToken).ConfigureAwait(false);
        await DeletePermitsAsync(
            context => context.Where(permit => EF.Property<DateTimeOffset?>(permit, PermitMapping.UsedUpAt) < permits)
                .OrderBy(permit => EF.Property<DateTimeOffset?>(permit, PermitMapping.UsedUpAt)), cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, timeProvider);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    await SweepAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    StoreLog.SweepFailed(logger, exception, Interval);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops. What is left is deleted after the next start.
        }
    }

    private Task DeletePermitsAsync(Func<IQueryable<PermitRecord>, IOrderedQueryable<PermitRecord>> ended, CancellationToken cancellationToken) =>
        DeleteAsync(context => ended(context.Set<PermitRecord>()), cancellationToken);

    private async Task DeleteAsync<T>(Func<DbContext, IOrderedQueryable<T>> ended, CancellationToken cancellationToken)
        where T : class
    {
        int deleted;
        do
        {
            deleted = await work.ExecuteAsync(
                (context, token) => ended(context).Take(Batch).ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);
        }
        while (deleted == Batch);
    }
}
