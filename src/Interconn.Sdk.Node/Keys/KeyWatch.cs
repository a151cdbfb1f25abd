using System.Threading.Channels;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Keys;

/// <summary>
/// Sees to it that every partner hears of the present key: looks through the contracts when the host starts, since it may have been given another key, and
/// then at each that comes into force under an earlier one. Made at the start, so that a key that cannot be read stops it.
/// </summary>
internal sealed class KeyWatch : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    private readonly OwnKeys keys;
    private readonly KeyAnnouncements announcements;
    private readonly IPermitStore permits;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly IDisposable subscription;

    // Null asks whether a former key is still needed.
    private readonly Channel<ContractKey?> heard = Channel.CreateUnbounded<ContractKey?>(new UnboundedChannelOptions { SingleReader = true });

    // A partner that refused the present key, or does not serve 3.4, is not told of it with every change of its contract.
    private readonly Dictionary<ContractKey, string> told = [];
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    // 1 while the question waits: a thousand updates that were delivered ask it once.
    private int asksForUnneeded;

    public KeyWatch(
        OwnKeys keys, KeyAnnouncements announcements, IPermitStore permits, ChangeFeed changes, TimeProvider timeProvider, ILogger<KeyWatch> logger)
    {
        this.keys = keys;
        this.announcements = announcements;
        this.permits = permits;
        this.timeProvider = timeProvider;
        this.logger = logger;
        subscription = changes.Subscribe(Hear);
    }

    public override void Dispose()
    {
        subscription.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PersistAsync(CheckAsync, stoppingToken).ConfigureAwait(false);
            await foreach (ContractKey? contract in heard.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                await PersistAsync(
                    contract is ContractKey key ? token => TellAsync(key, token) : ReportUnneededAsync, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops. What is left to tell is found again at the next start.
        }
    }

    private void Hear(NodeChange change)
    {
        foreach (ContractRecord contract in change.Contracts)
        {
            if (contract.Status == ApprovalStatus.Approved && announcements.IsOutdated(contract))
            {
                heard.Writer.TryWrite(contract.Key);
            }
        }

        if (change.Messages.Any(static message => message is { Kind: OutboxKind.NodeUpdate, State: OutboxState.Delivered }))
        {
            if (Interlocked.Exchange(ref asksForUnneeded, 1) == 0)
            {
                heard.Writer.TryWrite(null);
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        int outdated = 0;
        await foreach (ContractRecord contract in announcements.ListOutdatedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (keys.Find(contract.OwnKeyFingerprint) is null)
            {
                KeyLog.OwnKeyUnknown(logger, contract.PartnerNodeId, contract.ContractId, contract.OwnKeyFingerprint);
            }

            outdated++;
            await TellAsync(contract.Key, cancellationToken).ConfigureAwait(false);
        }

        await ReportUnneededAsync(cancellationToken).ConfigureAwait(false);
        KeyLog.KeysChecked(logger, outdated);
    }

    private async Task TellAsync(ContractKey contract, CancellationToken cancellationToken)
    {
        string present = keys.Active.PublicKey.Fingerprint;
        if (told.GetValueOrDefault(contract) != present
            && await announcements.TellAsync(contract, evenIfKnown: false, anew: false, cancellationToken).ConfigureAwait(false))
        {
            told[contract] = present;
        }
    }

    private async Task ReportUnneededAsync(CancellationToken cancellationToken)
    {
        // Before it looks: what is delivered from here on asks again.
        Volatile.Write(ref asksForUnneeded, 0);
        IReadOnlyList<ISigningKey> former = keys.Previous;
        if (former.Count == 0)
        {
            return;
        }

        HashSet<string> unneeded = former.Select(static key => key.PublicKey.Fingerprint).ToHashSet(StringComparer.Ordinal);
        await foreach (ContractRecord contract in announcements.ListOutdatedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (unneeded.Remove(contract.OwnKeyFingerprint) && unneeded.Count == 0)
            {
                return;
            }
        }

        foreach (VerificationKey key in former.Select(static key => key.PublicKey).Where(key => unneeded.Contains(key.Fingerprint)))
        {
            if (!await VerifiesPermitsAsync(key, cancellationToken).ConfigureAwait(false) && reported.Add(key.Fingerprint))
            {
                KeyLog.KeyNotNeeded(logger, key.Fingerprint);
            }
        }
    }

    private async ValueTask<bool> VerifiesPermitsAsync(VerificationKey key, CancellationToken cancellationToken) =>
        PermitKey.From(key) is PermitKey permitKey
        && await permits.IsKeyInUseAsync(permitKey.KeyId, timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);

    // A store that cannot be reached now must stop neither the host nor this.
    private async Task PersistAsync(Func<CancellationToken, Task> attemptAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await attemptAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                KeyLog.KeyCheckPutOff(logger, exception, RetryDelay);
                await Task.Delay(RetryDelay, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
