using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Catalogs;

/// <summary>A permit store that can be made to fail when it is asked for a permit.</summary>
internal sealed class FailingPermitStore : IPermitStore
{
    private readonly InMemoryPermitStore inner = new(new ManualTimeProvider(NodeFixture.Start));

    public bool Fails { get; set; }

    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken) => inner.AddAsync(permit, cancellationToken);

    public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken) =>
        Fails ? throw new IOException("the disk is gone") : inner.FindAsync(permitId, cancellationToken);

    public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.TryUseAsync(permitId, now, cancellationToken);

    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.RevokeAsync(permitId, now, cancellationToken);

    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.RevokeAllAsync(selection, now, cancellationToken);

    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.IsKeyInUseAsync(keyId, now, cancellationToken);
}
