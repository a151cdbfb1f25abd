using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Testing.Conformance;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Runs a suite against a store that is meant to fail.</summary>
internal static class Suite
{
    /// <summary>The names of the rules that a store does not keep.</summary>
    public static async Task<string[]> FailuresAsync(IEnumerable<ConformanceCheck> checks)
    {
        var failures = new List<string>();
        foreach (ConformanceCheck check in checks)
        {
            try
            {
                await check.RunAsync();
            }
            catch (ConformanceException)
            {
                failures.Add(check.Name);
            }
        }

        return [.. failures];
    }

    public static IReadOnlyList<ConformanceCheck> NodeStore(Func<INodeStore, IPermitStore, INodeStore> alter) => NodeStoreConformance.Checks(clock =>
    {
        var permits = new InMemoryPermitStore(clock);
        return Task.FromResult(new NodeStoreUnderTest { Store = alter(new InMemoryNodeStore(permits), permits), Permits = permits });
    });
}
