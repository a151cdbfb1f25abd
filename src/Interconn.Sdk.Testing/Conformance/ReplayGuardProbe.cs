using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A replay guard with its clock and the token of the check.</summary>
internal sealed class ReplayGuardProbe(IReplayGuard guard, StandingClock clock, CancellationToken token)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(6);

    public void Advance(TimeSpan by) => clock.Advance(by);

    /// <summary>A call that is signed now, by a partner.</summary>
    public ReplayEntry Entry(string nonce, string scope = NodeSamples.Partner) => new()
    {
        Scope = scope,
        Quota = scope,
        IsPartner = true,
        Nonce = nonce,
        Timestamp = clock.GetUtcNow(),
        ExpiresAt = clock.GetUtcNow() + Kept,
    };

    /// <summary>A call that is signed now, by a stranger.</summary>
    public ReplayEntry Stranger(string nonce, string address = "192.0.2.1") => Entry(nonce, "key " + nonce) with { Quota = address, IsPartner = false };

    public Task<ReplayVerdict> AddAsync(ReplayEntry entry) => guard.TryAddAsync(entry, token).AsTask();

    public async Task ExpectAsync(ReplayVerdict expected, ReplayEntry entry, string what) =>
        Expect.Equal(expected, await AddAsync(entry).ConfigureAwait(false), what);
}
