using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>How a store fails, and a sign that it was asked.</summary>
internal sealed class StoreFault
{
    /// <summary>What it throws; null while it works.</summary>
    public Func<Exception>? Failure { get; set; }

    public bool Hangs { get; init; }

    /// <summary>Whether a hanging store ends when its token says so.</summary>
    public bool HeedsItsToken { get; init; }

    public CancellationToken Token { get; private set; }

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask StrikeAsync(CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        Asked.TrySetResult();
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, HeedsItsToken ? cancellationToken : CancellationToken.None);
        }

        if (Failure is not null)
        {
            throw Failure();
        }
    }
}

internal sealed class FaultyDirectory(IPartnerDirectory inner, StoreFault fault) : IPartnerDirectory
{
    public async ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken)
    {
        await fault.StrikeAsync(cancellationToken);
        return await inner.FindAsync(nodeId, cancellationToken);
    }
}

internal sealed class FaultyReplayGuard(IReplayGuard inner, StoreFault fault) : IReplayGuard
{
    public async ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken)
    {
        await fault.StrikeAsync(cancellationToken);
        return await inner.TryAddAsync(entry, cancellationToken);
    }
}

internal sealed class FaultyTrustPolicy(StoreFault fault) : IPartnerTrustPolicy
{
    public async ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken)
    {
        await fault.StrikeAsync(cancellationToken);
        return TrustDecision.Trusted;
    }
}

/// <summary>Sound in issuing; fails in serving.</summary>
internal sealed class FaultyPermitStore(IPermitStore inner, StoreFault fault) : IPermitStore
{
    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken) => inner.AddAsync(permit, cancellationToken);

    public async ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
    {
        await fault.StrikeAsync(cancellationToken);
        return await inner.FindAsync(permitId, cancellationToken);
    }

    public async ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await fault.StrikeAsync(cancellationToken);
        return await inner.TryUseAsync(permitId, now, cancellationToken);
    }

    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.RevokeAsync(permitId, now, cancellationToken);

    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.RevokeAllAsync(selection, now, cancellationToken);

    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.IsKeyInUseAsync(keyId, now, cancellationToken);
}
