using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>
/// Sends what is in the outbox when it is due: several partners at a time, one message of each. When the host stops it takes no more, lets the calls under way
/// end as long as the host waits, and ends them then; what was not acknowledged is sent again after the next start.
/// </summary>
internal sealed class OutboxDispatcher : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(50);

    private readonly NodeState state;
    private readonly ChangeFeed changes;
    private readonly OutboxSender sender;
    private readonly PartnerRests rests;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly TimeSpan patience;
    private readonly int maxPartners;
    private readonly Alarm alarm;
    private readonly PartnerRuns runs;
    private readonly TimeSpan longestSleep;
    private readonly StoreOutage outage;
    private readonly SemaphoreSlim slots;
    private readonly CancellationTokenSource callsEnd = new();

    public OutboxDispatcher(
        NodeState state,
        INodeStore store,
        ChangeFeed changes,
        OutboxSender sender,
        PartnerRests rests,
        LocalNode node,
        IOptions<InterconnNodeOptions> options,
        TimeProvider timeProvider,
        ILogger<OutboxDispatcher> logger)
    {
        this.state = state;
        this.changes = changes;
        this.sender = sender;
        this.rests = rests;
        this.timeProvider = timeProvider;
        this.logger = logger;
        patience = node.Options.StoreTimeout;
        maxPartners = options.Value.MaxPartnersAtOnce;
        alarm = new Alarm(timeProvider);
        runs = new PartnerRuns(alarm);
        longestSleep = Lookout.LongestSleep(store);
        outage = new StoreOutage("outbox", timeProvider, logger);
        slots = new SemaphoreSlim(maxPartners);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Takes no more, and waits as long as the host does.
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (ExecuteTask is Task { IsCompleted: false } ending)
        {
            // What had been claimed is still given back.
            await callsEnd.CancelAsync().ConfigureAwait(false);
            await ending.WaitAsync(patience, timeProvider, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        callsEnd.Cancel();
        callsEnd.Dispose();
        slots.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (changes.Subscribe(Hear))
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    DateTimeOffset claimedAt = await ClaimAsync(stoppingToken).ConfigureAwait(false);
                    DateTimeOffset until = await NextAsync(claimedAt, stoppingToken).ConfigureAwait(false);
                    outage.Over();
                    Task sleep = runs.SleepAsync(until, out bool isIdle, stoppingToken);
                    if (isIdle)
                    {
                        OutboxLog.Sleeps(logger, until);
                    }

                    await sleep.ConfigureAwait(false);
                }
                catch (Exception) when (stoppingToken.IsCancellationRequested)
                {
                    break;
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    await outage.SitOutAsync(exception, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }

        await runs.EndAsync().ConfigureAwait(false);
    }

    private void Hear(NodeChange change)
    {
        if (change.SupersededLanes.Count > 0 || change.Messages.Any(static message => message.State == OutboxState.Pending))
        {
            alarm.Ring();
        }
    }

    /// <summary>Takes what is due, and says when it looked last.</summary>
    private async Task<DateTimeOffset> ClaimAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        for (; runs.Count < maxPartners; now = state.Now)
        {
            IReadOnlyList<OutboxMessage> claimed = await state.Store.ClaimMessagesAsync(
                new OutboxClaim { Now = now, Until = now + sender.ClaimTime, ExceptPartners = LeftAlone(now), Take = Batch },
                cancellationToken).ConfigureAwait(false);
            if (claimed.Count == 0)
            {
                break;
            }

            foreach (IGrouping<string, OutboxMessage> partner in claimed.GroupBy(static message => message.PartnerNodeId))
            {
                OutboxMessage[] messages = [.. partner];
                runs.Start(partner.Key, () => RunAsync(partner.Key, messages, cancellationToken));
            }
        }

        return now;
    }

    private async ValueTask<DateTimeOffset> NextAsync(DateTimeOffset claimedAt, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        DateTimeOffset latest = now + longestSleep;
        if (runs.Count >= maxPartners)
        {
            return latest;
        }

        DateTimeOffset? message = await state.Store.NextMessageAtAsync(LeftAlone(now), cancellationToken).ConfigureAwait(false);
        DateTimeOffset? rest = rests.NextEnd(now);
        DateTimeOffset next = message < latest ? message.Value : latest;
        next = rest < next ? rest.Value : next;

        // Due when it was asked, and yet not given: a store that contradicts itself must not keep the loop busy.
        return next > claimedAt ? next : now + ShortestSleep;
    }

    private HashSet<string> LeftAlone(DateTimeOffset now) => [.. runs.Partners, .. rests.Resting(now)];

    private async Task RunAsync(string partner, OutboxMessage[] messages, CancellationToken stoppingToken)
    {
        try
        {
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                await sender.SendAsync(partner, messages, stoppingToken, callsEnd.Token).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nothing can be written, so nothing more is sent for a while: it would be sent again and again.
            rests.Begin(partner, state.Now);
            OutboxLog.NotWritten(logger, exception, partner);
        }
    }
}
