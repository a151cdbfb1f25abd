using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>
/// The guard in memory, which keeps a nonce for the tolerance and a minute: longer than most runs. So that this growth, which is wanted and has a test of its own
/// (D82), does not hide another, an empty guard takes its place before memory is measured. Fails for a nonce that says so.
/// </summary>
internal sealed class RenewedReplayGuard(TimeProvider timeProvider) : IReplayGuard
{
    /// <summary>How a nonce begins for which the guard throws.</summary>
    public const string Throwing = "throw-";

    /// <summary>How a nonce begins for which the guard does not answer.</summary>
    public const string Hanging = "hang-";

    private InMemoryReplayGuard guard = new(timeProvider);

    public void Renew() => Volatile.Write(ref guard, new InMemoryReplayGuard(timeProvider));

    public async ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Nonce.StartsWith(Throwing, StringComparison.Ordinal))
        {
            throw new IOException("the store is away");
        }

        if (entry.Nonce.StartsWith(Hanging, StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);
        }

        return await Volatile.Read(ref guard).TryAddAsync(entry, cancellationToken);
    }
}
