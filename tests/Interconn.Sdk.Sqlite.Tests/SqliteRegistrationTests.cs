using Interconn.Sdk.EntityFrameworkCore.Stores;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>One line makes a node durable, wherever it stands.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteRegistrationTests : IDisposable
{
    private readonly SqliteFile file = new();
    private readonly ServiceCollection services = new();

    public void Dispose() => file.Dispose();

    [TestCase("stores, interconn, node")]
    [TestCase("interconn, stores, node")]
    [TestCase("interconn, node, stores")]
    public async Task AddInterconnSqliteStores_InWhateverOrder_TakesThePlaceOfWhatIsInMemory(string order)
    {
        InterconnBuilder? builder = null;
        foreach (string step in order.Split(", "))
        {
            if (step == "interconn")
            {
                builder = services.AddInterconn(static options =>
                {
                    options.Node.NodeId = TestNode.HolderId;
                    options.SigningKey = TestKeys.HolderKey;
                });
            }
            else if (step == "node")
            {
                builder!.AddNode();
            }
            else
            {
                services.AddInterconnSqliteStores(file.ConnectionString);
            }
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(provider.GetServices<INodeStore>(), Has.Exactly(1).Items.And.All.TypeOf<EntityNodeStore>());
            Assert.That(provider.GetServices<IPermitStore>(), Has.Exactly(1).Items.And.All.TypeOf<EntityPermitStore>());
            Assert.That(provider.GetServices<IReplayGuard>(), Has.Exactly(1).Items.And.All.TypeOf<EntityReplayGuard>());
        }
    }

    [Test]
    public async Task AddInterconnSqliteStores_AReplayGuardThatTheHostAddsAfterIt_IsAsked()
    {
        var own = new InMemoryReplayGuard(TimeProvider.System);
        await using SqliteNode node = await SqliteNode.StartAsync(file, configure: added => added.AddSingleton<IReplayGuard>(own));
        await node.SeedContractAsync();
        await node.StatusAsync(TestNode.ContractId);
        Assert.That((own.Count, file.Read("SELECT count(*) FROM interconn_nonces")), Is.EqualTo((1, new[] { "0" })));
    }

    [Test]
    public void AddInterconnSqliteStores_Twice_IsRefused()
    {
        services.AddInterconnSqliteStores(file.ConnectionString);
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => services.AddInterconnSqliteStores(file.ConnectionString))!;
        Assert.That(refusal.Message, Does.Contain("AddInterconnSqliteStores").And.Contain("once"));
    }

    [Test]
    public void AddInterconnSqliteStores_ADatabaseInMemory_IsRefused() =>
        Assert.That(() => services.AddInterconnSqliteStores("Data Source=:memory:"), Throws.ArgumentException.With.Property("ParamName").EqualTo("connectionString"));

    [Test]
    public void AddInterconnSqliteStores_WithoutAConnectionString_IsRefused([Values("", " ")] string connectionString) =>
        Assert.That(() => services.AddInterconnSqliteStores(connectionString), Throws.ArgumentException);

    [Test]
    public async Task Migrate_WithAPasswordThatTheLibraryCannotUse_FailsWithoutIt()
    {
        await using ServiceProvider provider = SqliteStores.Build(file, TimeProvider.System, settings: ";Password=geheim");
        Exception failure = Assert.CatchAsync(() => provider.MigrateInterconnStoresAsync())!;
        Assert.That(failure.ToString(), Does.Not.Contain("geheim"));
    }

    [Test]
    public async Task Migrate_WithoutStores_SaysWhatIsMissing()
    {
        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => provider.MigrateInterconnStoresAsync())!.Message, Does.Contain("AddInterconnSqliteStores"));
    }
}
