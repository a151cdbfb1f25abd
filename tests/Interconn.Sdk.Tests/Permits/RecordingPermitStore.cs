using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>Counts how often a store was asked about permits that were presented.</summary>
internal sealed class RecordingPermitStore(IPermitStore store) : IPermitStore
{
    private int asked;

    public int Asked => Volatile.Read(ref asked);

    /// <summary>What the store is to answer instead of what it holds; null for the truth.</summary>
    public Func<PermitRecord, PermitRecord>? Distort { get; set; }

    public PermitRecord? Added { get; private set; }

    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken)
    {
        Added = permit;
        return store.AddAsync(permit, cancellationToken);
    }

    public async ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        PermitRecord? found = await store.FindAsync(permitId, cancellationToken);
        return found is null || Distort is null ? found : Distort(found);
    }

    public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        return store.TryUseAsync(permitId, now, cancellationToken);
    }

    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.RevokeAsync(permitId, now, cancellationToken);

    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.RevokeAllAsync(selection, now, cancellationToken);

    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.IsKeyInUseAsync(keyId, now, cancellationToken);
}
