using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>The store in memory, which fails to count the uses of permits for one dataset.</summary>
internal sealed class UnluckyPermitStore(IPermitStore inner) : IPermitStore
{
    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken) => inner.AddAsync(permit, cancellationToken);

    public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken) => inner.FindAsync(permitId, cancellationToken);

    public async ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await inner.FindAsync(permitId, cancellationToken))?.ResourceId == UnluckyCatalog.Throwing
            ? throw new IOException("the store is away")
            : await inner.TryUseAsync(permitId, now, cancellationToken);

    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.RevokeAsync(permitId, now, cancellationToken);

    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.RevokeAllAsync(selection, now, cancellationToken);

    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.IsKeyInUseAsync(keyId, now, cancellationToken);
}
