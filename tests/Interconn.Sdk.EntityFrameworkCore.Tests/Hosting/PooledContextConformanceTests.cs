using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Testing.Conformance;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;

/// <summary>The stores in a host's own context keep every rule of stores, where none of its transactions is under way.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class PooledContextConformanceTests
{
    private static IReadOnlyList<ConformanceCheck> NodeStoreChecks => NodeStoreConformance.Checks(static async clock =>
    {
        TestDatabase database = await TestDatabase.CreateWithTablesAsync(DatabaseKind.Sqlite);
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddDbContextPool<ShopContext>(database.Use);
        services.AddInterconnEntityFrameworkStores<ShopContext>();
        ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        return new NodeStoreUnderTest
        {
            Store = provider.GetRequiredService<INodeStore>(),
            Permits = provider.GetRequiredService<IPermitStore>(),
            Owner = new Owned(provider, database),
        };
    });

    [TestCaseSource(nameof(NodeStoreChecks))]
    public Task NodeStore(ConformanceCheck check) => check.RunAsync();

    private sealed class Owned(ServiceProvider provider, TestDatabase database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await provider.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
