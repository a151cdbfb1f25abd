using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>The stores in PostgreSQL keep every rule.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class PostgreSqlConformanceTests
{
    private static IReadOnlyList<ConformanceCheck> NodeStoreChecks => NodeStoreConformance.Checks(static async clock =>
    {
        PostgreSqlStores stores = await PostgreSqlStores.StartAsync(clock);
        return new NodeStoreUnderTest
        {
            Store = stores.Services.GetRequiredService<INodeStore>(),
            Permits = stores.Services.GetRequiredService<IPermitStore>(),
            Owner = stores,
        };
    });

    // Here, since a check would take the skipping for a failure of the store.
    [OneTimeSetUp]
    public void DemandServer() => PostgreSqlServer.Demand();

    [TestCaseSource(nameof(NodeStoreChecks))]
    public Task NodeStore(ConformanceCheck check) => check.RunAsync();

    [TestCaseSource(nameof(PermitStoreChecks))]
    public Task PermitStore(ConformanceCheck check) => check.RunAsync();

    [TestCaseSource(nameof(ReplayGuardChecks))]
    public Task ReplayGuard(ConformanceCheck check) => check.RunAsync();

    private static IReadOnlyList<ConformanceCheck> PermitStoreChecks => PermitStoreConformance.Checks(static async clock =>
    {
        PostgreSqlStores stores = await PostgreSqlStores.StartAsync(clock);
        return new OwnedPermitStore(stores.Services.GetRequiredService<IPermitStore>(), stores);
    });

    private static IReadOnlyList<ConformanceCheck> ReplayGuardChecks => ReplayGuardConformance.Checks(static async setting =>
    {
        PostgreSqlStores stores = await PostgreSqlStores.StartAsync(
            setting.TimeProvider, quotas: new ReplayQuotas(setting.MaxPerPartner, setting.MaxPerAddress));
        return new OwnedReplayGuard(stores.Services.GetRequiredService<IReplayGuard>(), stores);
    });
}
