using System.Threading.Channels;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Listeners;

/// <summary>Tells the listeners of the host what has changed. They never hold up who makes the change: where they are too slow, the oldest changes are dropped.</summary>
internal sealed class ListenerService : BackgroundService
{
    private const int Capacity = 10_000;

    private readonly ChangeFeed changes;
    private readonly NodeState state;
    private readonly IServiceScopeFactory scopes;
    private readonly ILogger logger;
    private readonly Channel<RecordChange> waiting;
    private IDisposable? subscription;
    private int dropped;

    public ListenerService(IServiceProvider services, IServiceScopeFactory scopes, ILogger<ListenerService> logger)
    {
        const string Missing = "A node listener was added, but no node. Call AddNode on the builder of AddInterconn.";
        changes = services.GetService<ChangeFeed>() ?? throw new InvalidOperationException(Missing);
        state = services.GetService<NodeState>() ?? throw new InvalidOperationException(Missing);
        this.scopes = scopes;
        this.logger = logger;
        waiting = Channel.CreateBounded<RecordChange>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref dropped));
    }

    // Listens before anything else of the node begins to work.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = changes.Subscribe(Hear);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        subscription?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (RecordChange change in waiting.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                int count = Interlocked.Exchange(ref dropped, 0);
                if (count > 0)
                {
                    ListenerLog.ChangesDropped(logger, count);
                }

                await TellAsync(change, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            subscription?.Dispose();
        }
    }

    // The store counts the version up.
    private void Hear(NodeChange change)
    {
        foreach (ContractRecord contract in change.Contracts)
        {
            waiting.Writer.TryWrite(new RecordChange(contract with { Version = contract.Version + 1 }, null));
        }

        foreach (AuditRecord audit in change.Audits)
        {
            waiting.Writer.TryWrite(new RecordChange(null, audit with { Version = audit.Version + 1 }));
        }
    }

    private async Task TellAsync(RecordChange change, CancellationToken stoppingToken)
    {
        try
        {
            if (await WasMadeAsync(change, stoppingToken).ConfigureAwait(false))
            {
                AsyncServiceScope scope = scopes.CreateAsyncScope();
                await using (scope.ConfigureAwait(false))
                {
                    foreach (INodeListener listener in scope.ServiceProvider.GetServices<INodeListener>())
                    {
                        await TellAsync(listener, change, stoppingToken).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            ListenerLog.ChangeLost(logger, exception, change.ToString());
        }
    }

    private async Task TellAsync(INodeListener listener, RecordChange change, CancellationToken stoppingToken)
    {
        try
        {
            if (change.Contract is not null)
            {
                await listener.ContractChangedAsync(change.Contract, stoppingToken).ConfigureAwait(false);
            }
            else
            {
                await listener.AuditChangedAsync(change.Audit!, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            ListenerLog.ListenerFailed(logger, exception, listener.GetType().Name, change.ToString());
        }
    }

    // A change is published too where the store failed in the middle of it, so that nobody trusts what it had cached.
    private async ValueTask<bool> WasMadeAsync(RecordChange change, CancellationToken stoppingToken)
    {
        long version = change.Contract is not null
            ? (await state.Store.FindContractAsync(change.Contract.Key, stoppingToken).ConfigureAwait(false))?.Version ?? 0
            : (await state.Store.FindAuditAsync(change.Audit!.Key, stoppingToken).ConfigureAwait(false))?.Version ?? 0;
        return version >= (change.Contract?.Version ?? change.Audit!.Version);
    }
}
