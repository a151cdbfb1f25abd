using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>What every <see cref="IReplayGuard"/> must do, one check a rule.</summary>
public static class ReplayGuardConformance
{
    /// <summary>The checks. Each asks for a guard of its own, and disposes it where it can be disposed.</summary>
    /// <param name="createAsync">Makes an empty guard with the clock and the quotas that it is given.</param>
    /// <returns>The checks, in any order and any number at a time, as far as the guards that are made do not share what they keep.</returns>
    public static IReadOnlyList<ConformanceCheck> Checks(Func<ReplayGuardSetting, Task<IReplayGuard>> createAsync)
    {
        ArgumentNullException.ThrowIfNull(createAsync);
        return [.. ReplayRules.All.Select(rule => new ConformanceCheck(rule.Name, token => RunAsync(rule, createAsync, token)))];
    }

    private static async Task RunAsync(
        Rule<ReplayGuardProbe> rule, Func<ReplayGuardSetting, Task<IReplayGuard>> createAsync, CancellationToken cancellationToken)
    {
        var clock = new StandingClock(NodeSamples.Now);
        IReplayGuard guard = await createAsync(new ReplayGuardSetting
        {
            TimeProvider = clock,
            MaxPerPartner = ReplayRules.MaxPerPartner,
            MaxPerAddress = ReplayRules.MaxPerAddress,
        }).ConfigureAwait(false);
        try
        {
            await rule.CheckAsync(new ReplayGuardProbe(guard, clock, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            await Disposal.DisposeAsync(guard).ConfigureAwait(false);
        }
    }
}
