using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing.Conformance;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>The stores in memory keep every rule.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class InMemoryStoreTests
{
    private static IReadOnlyList<ConformanceCheck> NodeStoreChecks => NodeStoreConformance.Checks(static clock =>
    {
        var permits = new InMemoryPermitStore(clock);
        return Task.FromResult(new NodeStoreUnderTest { Store = new InMemoryNodeStore(permits), Permits = permits });
    });

    private static IReadOnlyList<ConformanceCheck> PermitStoreChecks =>
        PermitStoreConformance.Checks(static clock => Task.FromResult<IPermitStore>(new InMemoryPermitStore(clock)));

    private static IReadOnlyList<ConformanceCheck> ReplayGuardChecks => ReplayGuardConformance.Checks(static setting =>
        Task.FromResult<IReplayGuard>(new InMemoryReplayGuard(setting.TimeProvider, setting.MaxPerPartner, setting.MaxPerAddress)));

    [TestCaseSource(nameof(NodeStoreChecks))]
    public Task InMemoryNodeStore(ConformanceCheck check) => check.RunAsync();

    [TestCaseSource(nameof(PermitStoreChecks))]
    public Task InMemoryPermitStore(ConformanceCheck check) => check.RunAsync();

    [TestCaseSource(nameof(ReplayGuardChecks))]
    public Task InMemoryReplayGuard(ConformanceCheck check) => check.RunAsync();
}
