using System.Collections.Concurrent;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Partners;

/// <summary>
/// Knows partners by their contracts, on top of what the host wrote down. What was found is kept for a while: what this process changes counts at once, what
/// another changes after <see cref="InterconnNodeOptions.PartnerCacheTime"/> at the latest, and at once where a call cannot be verified by what is kept.
/// </summary>
internal sealed class NodePartnerDirectory : IPartnerDirectory, IPromptDirectory, IDisposable
{
    private const int MaxEntries = 100_000;
    private const int FirstPage = 1000;

    // Anybody can send calls in a partner's name that cannot be verified: they must not make the node read with each of them.
    private static readonly TimeSpan ReadAgainInterval = TimeSpan.FromMilliseconds(250);

    private readonly InMemoryPartnerDirectory configured;
    private readonly NodeState state;
    private readonly ChangeFeed changes;
    private readonly PartnerView view;
    private readonly TimeProvider timeProvider;
    private readonly TimeSpan cacheTime;
    private readonly IDisposable subscription;
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    // Those that are kept, the longest kept first.
    private readonly Queue<string> kept = new();

    // Counted up with every change of a partner of that slot, so that what was read before a change is not kept after it.
    private readonly long[] generations = new long[256];
    private readonly Lock gate = new();

    public NodePartnerDirectory(
        InMemoryPartnerDirectory configured,
        NodeState state,
        INodeStore store,
        ChangeFeed changes,
        PartnerView view,
        TimeProvider timeProvider,
        IOptions<InterconnNodeOptions> options)
    {
        this.configured = configured;
        this.state = state;
        this.changes = changes;
        this.view = view;
        this.timeProvider = timeProvider;

        // Nobody else can change what is in the memory of this process.
        cacheTime = store is InMemoryNodeStore ? TimeSpan.MaxValue : options.Value.PartnerCacheTime;
        subscription = changes.Subscribe(Forget);
    }

    public async ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken)
    {
        Partner? written = await configured.FindAsync(nodeId, cancellationToken).ConfigureAwait(false);
        entries.TryGetValue(nodeId, out Entry? entry);
        if (changes.IsHeldBack)
        {
            // What others go by is what was committed, and what this flow goes by is what it has written: they do not share.
            IReadOnlyList<ContractRecord> uncommitted = await ListAsync(nodeId, cancellationToken).ConfigureAwait(false);
            return view.Of(nodeId, written, uncommitted, entry?.Credentials, [], state.Now);
        }

        if (entry is not null && IsFresh(entry, written))
        {
            return entry.Partner;
        }

        return await ReadAsync(nodeId, written, entry, entry?.ReadAgainAt, cancellationToken).ConfigureAwait(false);
    }

    public bool TryFind(string nodeId, out Partner? partner)
    {
        ((IPromptDirectory)configured).TryFind(nodeId, out Partner? written);
        bool isKept = entries.TryGetValue(nodeId, out Entry? entry) && IsFresh(entry, written) && !changes.IsHeldBack;
        partner = isKept ? entry!.Partner : null;
        return isKept;
    }

    public async ValueTask<Partner?> FindAgainAsync(string nodeId, Partner? known, CancellationToken cancellationToken)
    {
        // What is in the memory of this process, and what is not kept, is as it is already.
        if (cacheTime == TimeSpan.MaxValue || known is null || !entries.TryGetValue(nodeId, out Entry? entry))
        {
            return known;
        }

        if (entry.ReadAgainAt is long last && timeProvider.GetElapsedTime(last) < ReadAgainInterval)
        {
            // Another call may have read it in between.
            return entry.IsStale ? known : entry.Partner;
        }

        Partner? written = await configured.FindAsync(nodeId, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(nodeId, written, entry, timeProvider.GetTimestamp(), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => subscription.Dispose();

    private bool IsFresh(Entry entry, Partner? written) =>
        !entry.IsStale && ReferenceEquals(entry.Written, written) && (cacheTime == TimeSpan.MaxValue || timeProvider.GetElapsedTime(entry.ReadAt) < cacheTime);

    private async ValueTask<Partner?> ReadAsync(string nodeId, Partner? written, Entry? entry, long? readAgainAt, CancellationToken cancellationToken)
    {
        long generation = Volatile.Read(ref GenerationOf(nodeId));
        long readAt = timeProvider.GetTimestamp();
        IReadOnlyList<ContractRecord> contracts = await ListAsync(nodeId, cancellationToken).ConfigureAwait(false);
        var read = new Dictionary<StoredCredential, PartnerCredential>();
        Partner? partner = view.Of(nodeId, written, contracts, entry?.Credentials, read, state.Now);
        if (partner is not null)
        {
            Keep(nodeId, generation, new Entry(written, partner, readAt, readAgainAt, read));
        }

        return partner;
    }

    private async ValueTask<IReadOnlyList<ContractRecord>> ListAsync(string nodeId, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContractRecord> newest = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = nodeId, Take = FirstPage }, cancellationToken).ConfigureAwait(false);
        if (newest.Count < FirstPage)
        {
            return newest;
        }

        // However many applications came since: contracts in force are among what is known.
        IReadOnlyList<ContractRecord> approved = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = nodeId, Status = ApprovalStatus.Approved, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        return [.. approved, .. newest.Where(contract => contract.Status != ApprovalStatus.Approved)];
    }

    private void Keep(string nodeId, long generation, Entry entry)
    {
        lock (gate)
        {
            if (GenerationOf(nodeId) != generation)
            {
                return;
            }

            if (!entries.ContainsKey(nodeId))
            {
                if (kept.Count == MaxEntries)
                {
                    // It is read again when it is asked for.
                    entries.TryRemove(kept.Dequeue(), out _);
                }

                kept.Enqueue(nodeId);
            }

            entries[nodeId] = entry;
        }
    }

    private void Forget(NodeChange change)
    {
        if (change.Contracts.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            foreach (ContractRecord contract in change.Contracts)
            {
                GenerationOf(contract.PartnerNodeId)++;
                if (entries.TryGetValue(contract.PartnerNodeId, out Entry? entry))
                {
                    // Its credentials go on being of use.
                    entry.IsStale = true;
                }
            }
        }
    }

    private ref long GenerationOf(string nodeId) =>
        ref generations[(uint)StringComparer.Ordinal.GetHashCode(nodeId) % (uint)generations.Length];

    private sealed class Entry(
        Partner? written, Partner partner, long readAt, long? readAgainAt, IReadOnlyDictionary<StoredCredential, PartnerCredential> credentials)
    {
        private volatile bool isStale;

        public Partner? Written => written;

        public Partner Partner => partner;

        public long ReadAt => readAt;

        /// <summary>When it was last read since a call could not be verified.</summary>
        public long? ReadAgainAt => readAgainAt;

        public IReadOnlyDictionary<StoredCredential, PartnerCredential> Credentials => credentials;

        public bool IsStale
        {
            get => isStale;
            set => isStale = value;
        }
    }
}
