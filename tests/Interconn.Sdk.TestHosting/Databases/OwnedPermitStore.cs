using Interconn.Sdk.Permits;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>A permit store that takes with it, when it is disposed, what it lives in.</summary>
public sealed class OwnedPermitStore(IPermitStore store, IAsyncDisposable owner) : IPermitStore, IAsyncDisposable
{
    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken) => store.AddAsync(permit, cancellationToken);

    public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken) => store.FindAsync(permitId, cancellationToken);

    public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.TryUseAsync(permitId, now, cancellationToken);

    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.RevokeAsync(permitId, now, cancellationToken);

    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.RevokeAllAsync(selection, now, cancellationToken);

    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.IsKeyInUseAsync(keyId, now, cancellationToken);

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
