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
        new OwnedPermitStore(await PostgreSqlStores.StartAsync(clock)));

    private static IReadOnlyList<ConformanceCheck> ReplayGuardChecks => ReplayGuardConformance.Checks(static async setting =>
        new OwnedReplayGuard(await PostgreSqlStores.StartAsync(setting.TimeProvider, quotas: new ReplayQuotas(setting.MaxPerPartner, setting.MaxPerAddress))));

    private sealed class OwnedPermitStore(PostgreSqlStores stores) : IPermitStore, IAsyncDisposable
    {
        private readonly IPermitStore store = stores.Services.GetRequiredService<IPermitStore>();

        public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken) => store.AddAsync(permit, cancellationToken);

        public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken) => store.FindAsync(permitId, cancellationToken);

        public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.TryUseAsync(permitId, now, cancellationToken);

        public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.RevokeAsync(permitId, now, cancellationToken);

        public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.RevokeAllAsync(selection, now, cancellationToken);

        public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.IsKeyInUseAsync(keyId, now, cancellationToken);

        public ValueTask DisposeAsync() => stores.DisposeAsync();
    }

    private sealed class OwnedReplayGuard(PostgreSqlStores stores) : IReplayGuard, IAsyncDisposable
    {
        private readonly IReplayGuard guard = stores.Services.GetRequiredService<IReplayGuard>();

        public ValueTask<ReplayVerdict> TryAddAsync(ReplayEntry entry, CancellationToken cancellationToken) => guard.TryAddAsync(entry, cancellationToken);

        public ValueTask DisposeAsync() => stores.DisposeAsync();
    }
}
