using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>What every <see cref="IPermitStore"/> must do, one check a rule.</summary>
public static class PermitStoreConformance
{
    /// <summary>The checks. Each asks for a store of its own, and disposes it where it can be disposed.</summary>
    /// <param name="createAsync">Makes an empty store, by the clock that it is given: that stands, while the checks name their times in every call.</param>
    /// <returns>The checks, in any order and any number at a time, as far as the stores that are made do not share what they keep.</returns>
    public static IReadOnlyList<ConformanceCheck> Checks(Func<TimeProvider, Task<IPermitStore>> createAsync)
    {
        ArgumentNullException.ThrowIfNull(createAsync);
        IEnumerable<Rule<PermitStoreProbe>> rules = [.. PermitRecordRules.All, .. PermitUseRules.All, .. PermitRaceRules.All];
        return [.. rules.Select(rule => new ConformanceCheck(rule.Name, token => RunAsync(rule, createAsync, token)))];
    }

    private static async Task RunAsync(Rule<PermitStoreProbe> rule, Func<TimeProvider, Task<IPermitStore>> createAsync, CancellationToken cancellationToken)
    {
        IPermitStore store = await createAsync(new StandingClock(NodeSamples.Now)).ConfigureAwait(false);
        try
        {
            await rule.CheckAsync(new PermitStoreProbe(store, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            await Disposal.DisposeAsync(store).ConfigureAwait(false);
        }
    }
}
