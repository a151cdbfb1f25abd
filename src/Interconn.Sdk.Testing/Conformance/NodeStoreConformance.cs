namespace Interconn.Sdk.Testing.Conformance;

/// <summary>What every <see cref="Interconn.Sdk.Node.Stores.INodeStore"/> must do, one check a rule.</summary>
public static class NodeStoreConformance
{
    /// <summary>The checks. Each asks for a store of its own and disposes it.</summary>
    /// <param name="createAsync">
    /// Makes an empty store together with its permit store, by the clock that it is given: that stands, while the checks name their times in every call.
    /// </param>
    /// <returns>The checks, in any order and any number at a time, as far as the stores that are made do not share what they keep.</returns>
    public static IReadOnlyList<ConformanceCheck> Checks(Func<TimeProvider, Task<NodeStoreUnderTest>> createAsync)
    {
        ArgumentNullException.ThrowIfNull(createAsync);
        IEnumerable<Rule<NodeStoreProbe>> rules =
        [
            .. VersionRules.All,
            .. WholeChangeRules.All,
            .. RoundTripRules.All,
            .. RaceRules.All,
            .. ContractListRules.All,
            .. AuditListRules.All,
            .. OutboxRules.All,
            .. ClaimRules.All,
            .. UpkeepRules.All,
            .. TurnRules.All,
            .. StoreCheckRules.All,
        ];
        return [.. rules.Select(rule => new ConformanceCheck(rule.Name, token => RunAsync(rule, createAsync, token)))];
    }

    private static async Task RunAsync(
        Rule<NodeStoreProbe> rule, Func<TimeProvider, Task<NodeStoreUnderTest>> createAsync, CancellationToken cancellationToken)
    {
        NodeStoreUnderTest made = await createAsync(new StandingClock(NodeSamples.Now)).ConfigureAwait(false);
        try
        {
            await rule.CheckAsync(new NodeStoreProbe(made, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            await made.DisposeAsync().ConfigureAwait(false);
        }
    }
}
