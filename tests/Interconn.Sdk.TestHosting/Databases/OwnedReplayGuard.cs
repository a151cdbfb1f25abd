using Interconn.Sdk.Signing;

namespace Interconn.Sdk.TestHosting.Databases;

/// <summary>A replay guard that takes with it, when it is disposed, what it lives in.</summary>
public sealed class OwnedReplayGuard(IReplayGuard guard, IAsyncDisposable owner) : IReplayGuard, IAsyncDisposable
{
    public ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken) => guard.TryAddAsync(entry, cancellationToken);

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
