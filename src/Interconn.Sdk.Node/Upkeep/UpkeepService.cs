using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>
/// Looks at contracts and audits when they are due: has applications decided, partners asked, and what has ended cleared up. Once a day it removes what nobody
/// will ask for.
/// </summary>
internal sealed class UpkeepService : BackgroundService
{
    /// <summary>How long something is somebody's to work on, and what it is put off by where the work fails.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const int Batch = 100;
    private static readonly TimeSpan PruneInterval = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(50);

    private readonly NodeState state;
    private readonly ChangeFeed changes;
    private readonly DueDates dueDates;
    private readonly DecisionRequests decisions;
    private readonly PartnerInquiries inquiries;
    private readonly IServiceProvider services;
    private readonly IOptions<InterconnNodeOptions> options;
    private readonly ILogger logger;
    private readonly Alarm alarm;
    private readonly PartnerRuns runs;
    private readonly TimeSpan longestSleep;
    private readonly StoreOutage outage;
    private DateTimeOffset nextPruneAt = DateTimeOffset.MinValue;
    private long awakeAtTicks = long.MaxValue;

    public UpkeepService(
        NodeState state,
        INodeStore store,
        ChangeFeed changes,
        DueDates dueDates,
        DecisionRequests decisions,
        PartnerInquiries inquiries,
        IServiceProvider services,
        IOptions<InterconnNodeOptions> options,
        TimeProvider timeProvider,
        ILogger<UpkeepService> logger)
    {
        this.state = state;
        this.changes = changes;
        this.dueDates = dueDates;
        this.decisions = decisions;
        this.inquiries = inquiries;
        this.services = services;
        this.options = options;
        this.logger = logger;
        alarm = new Alarm(timeProvider);
        runs = new PartnerRuns(alarm);
        longestSleep = Lookout.LongestSleep(store);
        outage = new StoreOutage("upkeep", timeProvider, logger);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (changes.Subscribe(Hear))
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await PruneAsync(stoppingToken).ConfigureAwait(false);
                    DateTimeOffset lookedAt;
                    do
                    {
                        // There may be more than one batch.
                        lookedAt = state.Now;
                    }
                    while (await LookAsync(lookedAt, stoppingToken).ConfigureAwait(false));

                    DateTimeOffset until = await NextAsync(lookedAt, stoppingToken).ConfigureAwait(false);
                    outage.Over();
                    await SleepAsync(until, stoppingToken).ConfigureAwait(false);
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
        long awakeAt = Volatile.Read(ref awakeAtTicks);
        if (change.Contracts.Any(contract => contract.DueAt?.UtcTicks < awakeAt) || change.Audits.Any(audit => audit.DueAt?.UtcTicks < awakeAt))
        {
            alarm.Ring();
        }
    }

    private async Task SleepAsync(DateTimeOffset until, CancellationToken stoppingToken)
    {
        Task sleep = runs.SleepAsync(until, out bool isIdle, stoppingToken);
        if (isIdle)
        {
            UpkeepLog.Sleeps(logger, until);
        }

        await sleep.ConfigureAwait(false);

        // While it is awake every change that has a date is looked at.
        Volatile.Write(ref awakeAtTicks, long.MaxValue);
    }

    private async ValueTask<DateTimeOffset> NextAsync(DateTimeOffset lookedAt, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        DateTimeOffset? due = await state.Store.NextDueAtAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset next = due < now + longestSleep ? due.Value : now + longestSleep;
        next = nextPruneAt < next ? nextPruneAt : next;

        // Due when it was looked at, and yet not taken: a store that contradicts itself must not keep the loop busy.
        next = next > lookedAt ? next : now + ShortestSleep;
        Volatile.Write(ref awakeAtTicks, next.UtcTicks);
        return next;
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        if (now < nextPruneAt)
        {
            return;
        }

        DateTimeOffset before = now - options.Value.Retention;
        int removed = await state.Store.PruneAsync(before, cancellationToken).ConfigureAwait(false);
        nextPruneAt = now + PruneInterval;
        if (removed > 0)
        {
            UpkeepLog.Pruned(logger, removed, before);
        }
    }

    /// <summary>Looks at a batch of what is due.</summary>
    /// <returns>Whether there was anything to take.</returns>
    private async Task<bool> LookAsync(DateTimeOffset now, CancellationToken stoppingToken)
    {
        IReadOnlyList<ContractRecord> contracts = await state.Store.ListContractsAsync(
            new ContractFilter { DueBy = now, Take = Batch }, stoppingToken).ConfigureAwait(false);
        IReadOnlyList<AuditRecord> audits = await state.Store.ListAuditsAsync(
            new AuditFilter { DueBy = now, Take = Batch }, stoppingToken).ConfigureAwait(false);
        var toAsk = new List<DueItem>();
        bool hasTaken = false;
        foreach (DueItem item in contracts.Select(static contract => new DueItem(contract, null)).Concat(audits.Select(static audit => new DueItem(null, audit))))
        {
            if (!await dueDates.TryTakeAsync(item, now + Lease, stoppingToken).ConfigureAwait(false))
            {
                continue;
            }

            hasTaken = true;
            switch (item.TaskAt(now))
            {
                case DueTask.Decide when item.Contract is not null:
                    decisions.Request(item.Contract.Key);
                    break;
                case DueTask.Decide:
                    decisions.Request(item.Audit!.Key);
                    break;
                case DueTask.Inquire:
                    toAsk.Add(item);
                    break;
                default:
                    await FinishAsync(item, stoppingToken).ConfigureAwait(false);
                    break;
            }
        }

        foreach (IGrouping<string, DueItem> partner in toAsk.GroupBy(static item => item.PartnerNodeId))
        {
            // What a partner that is being asked is not asked now, it is asked when it is due again.
            if (!runs.Contains(partner.Key))
            {
                DueItem[] items = [.. partner];
                runs.Start(partner.Key, () => inquiries.AskAsync(items, stoppingToken));
            }
        }

        return hasTaken;
    }

    private async Task FinishAsync(DueItem item, CancellationToken stoppingToken)
    {
        try
        {
            if (item.Contract is not null)
            {
                await services.GetRequiredService<IContractUpkeep>().ExpireAsync(item.Contract.Key, stoppingToken).ConfigureAwait(false);
            }
            else
            {
                await services.GetRequiredService<IAuditUpkeep>().FinishAsync(item.Audit!.Key, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            UpkeepLog.UpkeepFailed(logger, exception, item.Id, state.Now + Lease);
        }
    }
}
