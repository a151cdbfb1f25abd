namespace Interconn.Sdk.Signing;

/// <summary>Remembers the nonces of verified calls, so that none is served twice. Asked only after the signature held.</summary>
public interface IReplayGuard
{
    /// <summary>Records a nonce in one atomic step: of two calls with the same scope and nonce exactly one is <see cref="ReplayVerdict.Fresh"/>.</summary>
    /// <param name="entry">The nonce.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What came of it. A store that cannot answer throws; the call is then refused.</returns>
    ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken);
}
